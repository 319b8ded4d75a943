<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.name_search"><translation>探す</translation></message>
<message id="desktop.name_search_hits"><translation>見つかったもの</translation></message>
<message id="desktop.search_command"><translation>操作</translation></message>
<message id="desktop.search_district"><translation>地域</translation></message>
<message id="desktop.search_facility"><translation>施設</translation></message>
<message id="desktop.search_finding"><translation>気づき</translation></message>
<message id="desktop.search_hint"><translation>探す　Ctrl+K</translation></message>
<message id="desktop.search_indicator"><translation>指標</translation></message>
<message id="desktop.search_none"><translation>見つかりません。</translation></message>
<message id="desktop.search_value"><translation>地域の値</translation></message>
<message id="desktop.search_view"><translation>図</translation></message>
</context>
</TS>
