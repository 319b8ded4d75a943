<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.themes_default_is"><translation>default: {0}</translation></message>
<message id="desktop.themes_findings"><translation>{0} to act on, {1} to watch</translation></message>
<message id="desktop.themes_is_default"><translation>default</translation></message>
<message id="desktop.themes_manage"><translation>Manage</translation></message>
<message id="desktop.themes_manage_tip"><translation>Manage plugins (Ctrl+Shift+P)</translation></message>
<message id="desktop.themes_menu"><translation>&amp;Plugins</translation></message>
<message id="desktop.themes_name"><translation>Themes</translation></message>
<message id="desktop.themes_no"><translation>no</translation></message>
<message id="desktop.themes_numbered"><translation>&amp;{0} {1}</translation></message>
<message id="desktop.themes_parameters"><translation>Parameters</translation></message>
<message id="desktop.themes_parameters_of"><translation>{0}: settings</translation></message>
<message id="desktop.themes_read_only"><translation>The workspace is read-only, so the settings cannot be changed.</translation></message>
<message id="desktop.themes_reset"><translation>Back to defaults</translation></message>
<message id="desktop.themes_state_awaiting"><translation>awaiting consent</translation></message>
<message id="desktop.themes_state_failed"><translation>failed</translation></message>
<message id="desktop.themes_state_last_good"><translation>result of {0}</translation></message>
<message id="desktop.themes_state_running"><translation>computing</translation></message>
<message id="desktop.themes_state_stopped"><translation>stopped</translation></message>
<message id="desktop.themes_state_timed_out"><translation>timed out</translation></message>
<message id="desktop.themes_state_unreadable"><translation>unreadable</translation></message>
<message id="desktop.themes_state_valid"><translation>valid</translation></message>
<message id="desktop.themes_state_wrong_version"><translation>wrong version</translation></message>
<message id="desktop.themes_tables"><translation>Edit tables ({0})</translation></message>
<message id="desktop.themes_views"><translation>Views ({0})</translation></message>
<message id="desktop.themes_yes"><translation>yes</translation></message>
</context>
</TS>
