<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.why_action"><translation>この数字の根拠(&amp;H)</translation></message>
<message id="desktop.why_answer"><translation>答弁メモ A4</translation></message>
<message id="desktop.why_change"><translation>{0}　{1}　{2}</translation></message>
<message id="desktop.why_changed"><translation>変更</translation></message>
<message id="desktop.why_close"><translation>閉じる (Esc)</translation></message>
<message id="desktop.why_command"><translation>同じことをコマンドで</translation></message>
<message id="desktop.why_copy"><translation>コピー</translation></message>
<message id="desktop.why_crs"><translation>座標</translation></message>
<message id="desktop.why_exact"><translation>丸めない値</translation></message>
<message id="desktop.why_input"><translation>{0}（{1}行）</translation></message>
<message id="desktop.why_limit"><translation>限界</translation></message>
<message id="desktop.why_name"><translation>この数字の根拠</translation></message>
<message id="desktop.why_note"><translation>備考</translation></message>
<message id="desktop.why_rows"><translation>元の行を見る</translation></message>
<message id="desktop.why_rules"><translation>決まり</translation></message>
<message id="desktop.why_source"><translation>出典</translation></message>
<message id="desktop.why_title"><translation>{0}　{1}　{2}　{3}</translation></message>
<message id="desktop.why_working"><translation>調べています…</translation></message>
</context>
</TS>
