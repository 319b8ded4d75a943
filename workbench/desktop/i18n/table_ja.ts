<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.absent_missing"><translation>欠測</translation></message>
<message id="desktop.absent_not_applicable"><translation>該当なし</translation></message>
<message id="desktop.absent_suppressed"><translation>秘匿</translation></message>
<message id="desktop.action_edit_value"><translation>値を直す(&amp;E)</translation></message>
<message id="desktop.action_pin"><translation>この指標を列に固定する(&amp;K)</translation></message>
<message id="desktop.action_unpin"><translation>列の固定を外す(&amp;X)</translation></message>
<message id="desktop.class_range"><translation>階級 {0}</translation></message>
<message id="desktop.column_change"><translation>前年差</translation></message>
<message id="desktop.column_district"><translation>地域</translation></message>
<message id="desktop.column_rank"><translation>順</translation></message>
<message id="desktop.column_trend"><translation>推移</translation></message>
<message id="desktop.column_value"><translation>値</translation></message>
<message id="desktop.copied_table"><translation>表をコピーしました。</translation></message>
<message id="desktop.list_separator"><translation>、</translation></message>
<message id="desktop.mark_estimated"><translation>推定</translation></message>
<message id="desktop.mark_sample"><translation>見本</translation></message>
<message id="desktop.name_compare"><translation>比較表</translation></message>
<message id="desktop.rank_of"><translation>{0}位/{1}地域</translation></message>
<message id="desktop.rank_of_tied"><translation>{0}位タイ/{1}地域</translation></message>
<message id="desktop.rank_tied"><translation>{0}タイ</translation></message>
<message id="desktop.target_base"><translation>基準</translation></message>
<message id="desktop.target_behind"><translation>見込みに届いていません</translation></message>
<message id="desktop.target_expected"><translation>達成見込み</translation></message>
<message id="desktop.target_expected_tip"><translation>基準から最新までの平均の伸びが続いたとき、目標の年度までに目標の道のりの何％まで進むか。▲は100％に届かない指標です。</translation></message>
<message id="desktop.target_indicator"><translation>目標のある指標</translation></message>
<message id="desktop.target_latest"><translation>最新</translation></message>
<message id="desktop.target_method"><translation>達成見込みは、基準から最新までの平均の伸びが目標の年度まで続くとした割合です。図の見込の幅は、図に記した別の方法（直近の増減など）によります。</translation></message>
<message id="desktop.target_target"><translation>目標</translation></message>
<message id="desktop.target_title"><translation>目標と見込み</translation></message>
<message id="desktop.trend_one_year"><translation>(1年分)</translation></message>
<message id="desktop.unit_points"><translation>ポイント</translation></message>
<message id="desktop.value_derived"><translation>計算した値なので、ここでは直せません。もとの表の値を直してください。</translation></message>
<message id="desktop.whole_city"><translation>市全体</translation></message>
<message id="desktop.whole_city_short"><translation>全市</translation></message>
</context>
</TS>
