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
<message id="desktop.output_gap"><translation>合計が合いません: 表 {0}、元 {1}、差 {2}。出力できません。</translation></message>
<message id="desktop.output_picture"><translation>図をファイルに（PNG・SVG・PDF）…</translation></message>
<message id="desktop.output_show_gap"><translation>差を見る(&amp;V)</translation></message>
<message id="desktop.output_table"><translation>比較表をファイルに（Excel・CSV）…</translation></message>
<message id="desktop.output_written"><translation>書き出しました: {0}</translation></message>
<message id="desktop.sheets_all"><translation>全{0}地域</translation></message>
<message id="desktop.sheets_answer"><translation>答弁メモ A4: {0}　{1}(&amp;M)</translation></message>
<message id="desktop.sheets_answer_file"><translation>答弁メモ_{0}_{1}</translation></message>
<message id="desktop.sheets_folder"><translation>出力</translation></message>
<message id="desktop.sheets_karte"><translation>地域カルテ: {0}(&amp;K)</translation></message>
<message id="desktop.sheets_karte_all"><translation>地域カルテ: {0}(&amp;A)</translation></message>
<message id="desktop.sheets_karte_file"><translation>地域カルテ_{0}</translation></message>
<message id="desktop.sheets_open"><translation>開く</translation></message>
<message id="desktop.sheets_separator"><translation>・</translation></message>
<message id="desktop.sheets_some"><translation>{0}地域</translation></message>
<message id="desktop.sheets_stop"><translation>待たない</translation></message>
<message id="desktop.sheets_working"><translation>{0}を作っています…</translation></message>
</context>
</TS>
