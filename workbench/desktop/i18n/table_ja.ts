<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.absent_missing"><translation>欠測</translation></message>
<message id="desktop.absent_not_applicable"><translation>該当なし</translation></message>
<message id="desktop.absent_suppressed"><translation>秘匿</translation></message>
<message id="desktop.class_range"><translation>階級 {0}</translation></message>
<message id="desktop.column_district"><translation>地域</translation></message>
<message id="desktop.column_rank"><translation>順</translation></message>
<message id="desktop.column_value"><translation>値</translation></message>
<message id="desktop.list_separator"><translation>、</translation></message>
<message id="desktop.name_compare"><translation>比較表</translation></message>
<message id="desktop.rank_of"><translation>{0}位/{1}地域</translation></message>
<message id="desktop.rank_tied"><translation>{0}タイ</translation></message>
<message id="desktop.whole_city"><translation>市全体</translation></message>
<message id="desktop.whole_city_short"><translation>全市</translation></message>
</context>
</TS>
