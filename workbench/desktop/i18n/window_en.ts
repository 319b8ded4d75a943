<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.action_back"><translation>&amp;Back</translation></message>
<message id="desktop.action_clear"><translation>Clear selection</translation></message>
<message id="desktop.action_forward"><translation>&amp;Forward</translation></message>
<message id="desktop.action_language"><translation>日本語(&amp;J)</translation></message>
<message id="desktop.action_next_pane"><translation>Next pane</translation></message>
<message id="desktop.action_open"><translation>&amp;Open workspace…</translation></message>
<message id="desktop.action_previous_pane"><translation>Previous pane</translation></message>
<message id="desktop.action_quit"><translation>&amp;Quit</translation></message>
<message id="desktop.action_recompute"><translation>&amp;Recompute</translation></message>
<message id="desktop.action_redo"><translation>&amp;Redo</translation></message>
<message id="desktop.action_redo_step"><translation>&amp;Redo: {0}</translation></message>
<message id="desktop.action_select_all"><translation>Select &amp;all districts</translation></message>
<message id="desktop.action_sort_district"><translation>Sort in district order (&amp;N)</translation></message>
<message id="desktop.action_sort_value"><translation>Sort by &amp;value</translation></message>
<message id="desktop.action_themes"><translation>&amp;List of themes</translation></message>
<message id="desktop.action_tiles"><translation>Switch map and &amp;tile map</translation></message>
<message id="desktop.action_to_selection"><translation>Zoom to &amp;selection</translation></message>
<message id="desktop.action_undo"><translation>&amp;Undo</translation></message>
<message id="desktop.action_undo_step"><translation>&amp;Undo: {0}</translation></message>
<message id="desktop.action_whole_city"><translation>Show &amp;whole city</translation></message>
<message id="desktop.action_yamaguchi"><translation>Open the data of &amp;Yamaguchi City</translation></message>
<message id="desktop.action_zoom_in"><translation>Zoom &amp;in</translation></message>
<message id="desktop.action_zoom_out"><translation>Zoom o&amp;ut</translation></message>
<message id="desktop.file_filter"><translation>Workspaces (*.chiiki)</translation></message>
<message id="desktop.menu_edit"><translation>&amp;Edit</translation></message>
<message id="desktop.menu_file"><translation>&amp;File</translation></message>
<message id="desktop.menu_view"><translation>&amp;View</translation></message>
<message id="desktop.name_tools"><translation>Tools</translation></message>
<message id="desktop.program"><translation>Chiiki Workbench</translation></message>
<message id="desktop.tab_findings"><translation>Findings</translation></message>
<message id="desktop.tab_picture"><translation>Map</translation></message>
<message id="desktop.tab_profile"><translation>Profile</translation></message>
<message id="desktop.tab_table"><translation>Compare</translation></message>
<message id="desktop.tab_themes"><translation>Themes</translation></message>
<message id="desktop.window_title"><translation>{0} — {1} — Chiiki Workbench</translation></message>
<message id="desktop.window_title_file"><translation>{0} — Chiiki Workbench</translation></message>
</context>
</TS>
