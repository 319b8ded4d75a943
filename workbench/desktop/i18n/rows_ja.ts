<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.rows_add"><translation>行を足す</translation></message>
<message id="desktop.rows_add_tip"><translation>新しい行を書く (Ins)</translation></message>
<message id="desktop.rows_all"><translation>すべての行を見る</translation></message>
<message id="desktop.rows_column_mark"><translation>印</translation></message>
<message id="desktop.rows_column_source"><translation>出典</translation></message>
<message id="desktop.rows_count"><translation>{0}行（入力した行 {1}、見本 {2}）</translation></message>
<message id="desktop.rows_form"><translation>行の入力</translation></message>
<message id="desktop.rows_hint_date"><translation>例: 2024-06-01、令和6年6月1日</translation></message>
<message id="desktop.rows_hint_districts"><translation>地域の名前を「、」で区切る</translation></message>
<message id="desktop.rows_hint_place"><translation>例: POINT (131.47 34.18)</translation></message>
<message id="desktop.rows_hint_year"><translation>例: 2024、R6</translation></message>
<message id="desktop.rows_hint_yen"><translation>例: 200,000、20万円</translation></message>
<message id="desktop.rows_keep"><translation>この行を保存</translation></message>
<message id="desktop.rows_line"><translation>{0}行目</translation></message>
<message id="desktop.rows_mark_entered"><translation>入力</translation></message>
<message id="desktop.rows_mark_estimated"><translation>推定</translation></message>
<message id="desktop.rows_mark_sample"><translation>見本</translation></message>
<message id="desktop.rows_new"><translation>新しい行</translation></message>
<message id="desktop.rows_not_said"><translation>（記載なし）</translation></message>
<message id="desktop.rows_remove"><translation>行を消す</translation></message>
<message id="desktop.rows_remove_tip"><translation>この行を消す (Del)。元に戻せます</translation></message>
<message id="desktop.rows_revert"><translation>やめる</translation></message>
<message id="desktop.rows_row"><translation>行 {0}</translation></message>
<message id="desktop.rows_title"><translation>{0}: {1}</translation></message>
</context>
</TS>
