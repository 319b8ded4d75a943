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
<message id="desktop.output_gap"><translation>Nothing is given out, since the totals differ: {0}</translation></message>
<message id="desktop.output_picture"><translation>Picture as a file (PNG, SVG, PDF)…</translation></message>
<message id="desktop.output_table"><translation>Table as a file (Excel, CSV)…</translation></message>
<message id="desktop.output_written"><translation>Written: {0}</translation></message>
</context>
</TS>
