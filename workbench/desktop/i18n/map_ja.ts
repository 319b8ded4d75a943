<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.legend_more"><translation>ほかの印は、重ねると名前が出ます</translation></message>
<message id="desktop.name_map"><translation>地図</translation></message>
<message id="desktop.name_view"><translation>地図/タイル図</translation></message>
<message id="desktop.source"><translation>出典: {0}</translation></message>
<message id="desktop.title_with_year"><translation>{0}（{1}）</translation></message>
<message id="desktop.view_map"><translation>地図</translation></message>
<message id="desktop.view_tiles"><translation>タイル図</translation></message>
<message id="desktop.view_tiles_tip"><translation>地域を同じ大きさで並べます。施設と路線は描きません。(F7)</translation></message>
</context>
</TS>
