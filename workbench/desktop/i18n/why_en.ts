<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.why_action"><translation>W&amp;hy this number</translation></message>
<message id="desktop.why_answer"><translation>Answer memo A4</translation></message>
<message id="desktop.why_change"><translation>{0}  {1}  {2}</translation></message>
<message id="desktop.why_changed"><translation>changed</translation></message>
<message id="desktop.why_close"><translation>Close (Esc)</translation></message>
<message id="desktop.why_command"><translation>The same as a command</translation></message>
<message id="desktop.why_copy"><translation>Copy</translation></message>
<message id="desktop.why_crs"><translation>coordinates</translation></message>
<message id="desktop.why_exact"><translation>unrounded</translation></message>
<message id="desktop.why_input"><translation>{0} (rows: {1})</translation></message>
<message id="desktop.why_limit"><translation>limits</translation></message>
<message id="desktop.why_name"><translation>Why this number</translation></message>
<message id="desktop.why_note"><translation>note</translation></message>
<message id="desktop.why_rows"><translation>Show the rows</translation></message>
<message id="desktop.why_rules"><translation>rules</translation></message>
<message id="desktop.why_source"><translation>source</translation></message>
<message id="desktop.why_title"><translation>{0}  {1}  {2}  {3}</translation></message>
<message id="desktop.why_working"><translation>Looking it up…</translation></message>
</context>
</TS>
