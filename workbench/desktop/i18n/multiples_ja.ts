<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.multiples"><translation>並べて比較</translation></message>
<message id="desktop.multiples_action"><translation>並べて比較(&amp;M)</translation></message>
<message id="desktop.multiples_base"><translation>差の基準の年度</translation></message>
<message id="desktop.multiples_by"><translation>並べる物</translation></message>
<message id="desktop.multiples_classes"><translation>階級</translation></message>
<message id="desktop.multiples_close"><translation>閉じる Esc</translation></message>
<message id="desktop.multiples_count"><translation>枚数</translation></message>
<message id="desktop.multiples_count_of"><translation>{0}枚</translation></message>
<message id="desktop.multiples_differences"><translation>基準との差</translation></message>
<message id="desktop.multiples_indicators"><translation>指標</translation></message>
<message id="desktop.multiples_is_base"><translation>{0}（基準）</translation></message>
<message id="desktop.multiples_legend"><translation>共通の凡例: {0}</translation></message>
<message id="desktop.multiples_map"><translation>{0}の地図</translation></message>
<message id="desktop.multiples_missing"><translation>欠測 {0}</translation></message>
<message id="desktop.multiples_no_base"><translation>並んでいる年度には値がないため、差を取れません。年度を選び直してください。</translation></message>
<message id="desktop.multiples_own"><translation>1枚ごと</translation></message>
<message id="desktop.multiples_reading"><translation>{0} {1}</translation></message>
<message id="desktop.multiples_remove"><translation>{0}を外す</translation></message>
<message id="desktop.multiples_shared"><translation>全部同じ</translation></message>
<message id="desktop.multiples_show"><translation>見せ方</translation></message>
<message id="desktop.multiples_values"><translation>値</translation></message>
<message id="desktop.multiples_years"><translation>年度</translation></message>
</context>
</TS>
