<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.profile_facilities"><translation>施設</translation></message>
<message id="desktop.profile_figures"><translation>指標</translation></message>
<message id="desktop.profile_findings"><translation>気づき {0}</translation></message>
<message id="desktop.profile_no_facilities"><translation>登録された施設はありません。</translation></message>
<message id="desktop.profile_note"><translation>メモ</translation></message>
<message id="desktop.profile_of_city"><translation>市全体（{0}地域）</translation></message>
<message id="desktop.profile_rank"><translation>{0}位/{1}</translation></message>
<message id="desktop.profile_rank_tied"><translation>{0}位タイ/{1}</translation></message>
<message id="desktop.profile_title"><translation>地域カルテ</translation></message>
</context>
</TS>
