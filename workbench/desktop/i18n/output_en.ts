<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.action_copy"><translation>&amp;Copy</translation></message>
<message id="desktop.action_output"><translation>Out&amp;put…</translation></message>
<message id="desktop.action_save"><translation>&amp;Save</translation></message>
<message id="desktop.action_search"><translation>&amp;Find…</translation></message>
<message id="desktop.copied_map"><translation>The map was copied.</translation></message>
<message id="desktop.output"><translation>Output</translation></message>
<message id="desktop.output_gap"><translation>Totals differ: table {0}, source {1}, gap {2}. Export is off.</translation></message>
<message id="desktop.output_picture"><translation>Picture as a file (PNG, SVG, PDF)…</translation></message>
<message id="desktop.output_show_gap"><translation>&amp;View the gap</translation></message>
<message id="desktop.output_table"><translation>Table as a file (Excel, CSV)…</translation></message>
<message id="desktop.output_written"><translation>Written: {0}</translation></message>
<message id="desktop.sheets_all"><translation>all {0} districts</translation></message>
<message id="desktop.sheets_answer"><translation>Answer &amp;memo A4: {0}, {1}</translation></message>
<message id="desktop.sheets_answer_file"><translation>answer_{0}_{1}</translation></message>
<message id="desktop.sheets_folder"><translation>output</translation></message>
<message id="desktop.sheets_karte"><translation>District &amp;profile: {0}</translation></message>
<message id="desktop.sheets_karte_all"><translation>District profiles, &amp;all: {0}</translation></message>
<message id="desktop.sheets_karte_file"><translation>profiles_{0}</translation></message>
<message id="desktop.sheets_open"><translation>Open</translation></message>
<message id="desktop.sheets_separator"><translation>+</translation></message>
<message id="desktop.sheets_some"><translation>{0} districts</translation></message>
<message id="desktop.sheets_stop"><translation>Do not wait</translation></message>
<message id="desktop.sheets_working"><translation>Making {0}…</translation></message>
</context>
</TS>
