<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.legend_more"><translation>ほかの印は、重ねると名前が出ます</translation></message>
<message id="desktop.map_above"><translation>上</translation></message>
<message id="desktop.map_action_inset"><translation>中心部拡大(&amp;E)</translation></message>
<message id="desktop.map_below"><translation>下</translation></message>
<message id="desktop.map_east"><translation>東</translation></message>
<message id="desktop.map_inset"><translation>中心部拡大</translation></message>
<message id="desktop.map_is_selected"><translation>選択中</translation></message>
<message id="desktop.map_left"><translation>左</translation></message>
<message id="desktop.map_menu_in"><translation>{0}を選択に加える</translation></message>
<message id="desktop.map_menu_move"><translation>施設の位置を直す</translation></message>
<message id="desktop.map_menu_move_one"><translation>{0}の位置を直す</translation></message>
<message id="desktop.map_menu_move_town"><translation>{0}を別の地域へ移す</translation></message>
<message id="desktop.map_menu_only"><translation>{0}だけを選ぶ</translation></message>
<message id="desktop.map_menu_out"><translation>{0}を選択から外す</translation></message>
<message id="desktop.map_menu_zoom"><translation>{0}を大きく表示</translation></message>
<message id="desktop.map_no_neighbour"><translation>{0}に隣の地域はありません</translation></message>
<message id="desktop.map_no_outlines"><translation>この市には地域の境界のデータがありません。タイル図で見られます。</translation></message>
<message id="desktop.map_no_tile"><translation>この{0}に地域はありません</translation></message>
<message id="desktop.map_north"><translation>北</translation></message>
<message id="desktop.map_rank_among"><translation>{0}地域中{1}位</translation></message>
<message id="desktop.map_rank_tied_among"><translation>{0}地域中{1}位タイ</translation></message>
<message id="desktop.map_right"><translation>右</translation></message>
<message id="desktop.map_south"><translation>南</translation></message>
<message id="desktop.map_to_tiles"><translation>タイル図を開く</translation></message>
<message id="desktop.map_west"><translation>西</translation></message>
<message id="desktop.move_far"><translation>元の位置から{0} m、{1}</translation></message>
<message id="desktop.move_from_nowhere"><translation>位置なし → {0}</translation></message>
<message id="desktop.move_how"><translation>{0}の位置を直しています。印を正しい場所まで引くか、そこをクリックします。矢印キーで10 m、Shift+矢印キーで100 m動きます。</translation></message>
<message id="desktop.move_keep"><translation>ここに決める Enter</translation></message>
<message id="desktop.move_leave"><translation>やめる Esc</translation></message>
<message id="desktop.move_outside"><translation>市外</translation></message>
<message id="desktop.name_map"><translation>地図</translation></message>
<message id="desktop.name_view"><translation>地図/タイル図</translation></message>
<message id="desktop.source"><translation>出典: {0}</translation></message>
<message id="desktop.title_with_year"><translation>{0}（{1}）</translation></message>
<message id="desktop.view_map"><translation>地図</translation></message>
<message id="desktop.view_tiles"><translation>タイル図</translation></message>
<message id="desktop.view_tiles_tip"><translation>地域を同じ大きさで並べます。施設と路線は描きません。(F7)</translation></message>
</context>
</TS>
