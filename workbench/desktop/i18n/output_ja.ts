<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.action_copy"><translation>コピー(&amp;C)</translation></message>
<message id="desktop.action_output"><translation>出力(&amp;P)…</translation></message>
<message id="desktop.action_save"><translation>保存(&amp;S)</translation></message>
<message id="desktop.action_search"><translation>探す(&amp;F)…</translation></message>
<message id="desktop.copied_map"><translation>地図をコピーしました。</translation></message>
<message id="desktop.output"><translation>出力</translation></message>
<message id="desktop.output_gap"><translation>合計が合わないため出力できません: {0}</translation></message>
<message id="desktop.output_picture"><translation>図をファイルに（PNG・SVG・PDF）…</translation></message>
<message id="desktop.output_table"><translation>比較表をファイルに（Excel・CSV）…</translation></message>
<message id="desktop.output_written"><translation>書き出しました: {0}</translation></message>
</context>
</TS>
