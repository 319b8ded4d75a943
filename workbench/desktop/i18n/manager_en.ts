<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.manager_action"><translation>&amp;Manage plugins</translation></message>
<message id="desktop.manager_again"><translation>Again</translation></message>
<message id="desktop.manager_allow"><translation>Allow</translation></message>
<message id="desktop.manager_button"><translation>{0}: {1}</translation></message>
<message id="desktop.manager_cancel"><translation>Cancel</translation></message>
<message id="desktop.manager_close"><translation>Close (Esc)</translation></message>
<message id="desktop.manager_column_actions"><translation>Actions</translation></message>
<message id="desktop.manager_column_name"><translation>Name / section</translation></message>
<message id="desktop.manager_column_parts"><translation>Gives</translation></message>
<message id="desktop.manager_column_state"><translation>State</translation></message>
<message id="desktop.manager_column_version"><translation>Version</translation></message>
<message id="desktop.manager_confinement"><translation>Last run</translation></message>
<message id="desktop.manager_copy"><translation>Copy what is below</translation></message>
<message id="desktop.manager_details"><translation>Details</translation></message>
<message id="desktop.manager_executable"><translation>(executable)</translation></message>
<message id="desktop.manager_files"><translation>Files</translation></message>
<message id="desktop.manager_folder"><translation>Folder</translation></message>
<message id="desktop.manager_hash"><translation>SHA-256 of the content (consent is given to this content alone)</translation></message>
<message id="desktop.manager_last_lines"><translation>Last lines of its standard error</translation></message>
<message id="desktop.manager_look_inside"><translation>Look inside</translation></message>
<message id="desktop.manager_may_not"><translation>Cannot</translation></message>
<message id="desktop.manager_may_read"><translation>May read</translation></message>
<message id="desktop.manager_name"><translation>Plugins</translation></message>
<message id="desktop.manager_parts"><translation>{0} indicators, {1} views, {2} tables</translation></message>
<message id="desktop.manager_parts_findings"><translation>{0} findings</translation></message>
<message id="desktop.manager_reads_blocks"><translation>people and places of census blocks</translation></message>
<message id="desktop.manager_reads_districts"><translation>names and population of districts</translation></message>
<message id="desktop.manager_reads_facilities"><translation>the list of facilities</translation></message>
<message id="desktop.manager_reads_routes"><translation>routes and stops</translation></message>
<message id="desktop.manager_reads_tables"><translation>its own tables</translation></message>
<message id="desktop.manager_reason"><translation>Why</translation></message>
<message id="desktop.manager_recompute"><translation>Run again</translation></message>
<message id="desktop.manager_seconds"><translation>  {0} s</translation></message>
<message id="desktop.manager_set_aside"><translation>Rows set aside</translation></message>
<message id="desktop.manager_start"><translation>Start</translation></message>
<message id="desktop.manager_stop"><translation>Stop</translation></message>
<message id="desktop.manager_title"><translation>Plugins</translation></message>
<message id="desktop.manager_walls"><translation>It cannot read or write other files, use the network, or start other programs.</translation></message>
</context>
</TS>
