<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.rows_add"><translation>Add row</translation></message>
<message id="desktop.rows_add_tip"><translation>Write a new row (Ins)</translation></message>
<message id="desktop.rows_all"><translation>Show all rows</translation></message>
<message id="desktop.rows_column_mark"><translation>Mark</translation></message>
<message id="desktop.rows_column_source"><translation>Source</translation></message>
<message id="desktop.rows_count"><translation>{0} rows ({1} entered, {2} samples)</translation></message>
<message id="desktop.rows_form"><translation>Row</translation></message>
<message id="desktop.rows_hint_date"><translation>such as 2024-06-01</translation></message>
<message id="desktop.rows_hint_districts"><translation>names of districts, separated by ;</translation></message>
<message id="desktop.rows_hint_place"><translation>such as POINT (131.47 34.18)</translation></message>
<message id="desktop.rows_hint_year"><translation>such as 2024 or R6</translation></message>
<message id="desktop.rows_hint_yen"><translation>such as 200,000</translation></message>
<message id="desktop.rows_keep"><translation>Keep row</translation></message>
<message id="desktop.rows_line"><translation>line {0}</translation></message>
<message id="desktop.rows_mark_entered"><translation>entered</translation></message>
<message id="desktop.rows_mark_estimated"><translation>estimated</translation></message>
<message id="desktop.rows_mark_sample"><translation>sample</translation></message>
<message id="desktop.rows_new"><translation>New row</translation></message>
<message id="desktop.rows_not_said"><translation>(not said)</translation></message>
<message id="desktop.rows_remove"><translation>Remove row</translation></message>
<message id="desktop.rows_remove_tip"><translation>Remove this row (Del). Can be undone</translation></message>
<message id="desktop.rows_revert"><translation>Cancel</translation></message>
<message id="desktop.rows_row"><translation>Row {0}</translation></message>
<message id="desktop.rows_title"><translation>{0}: {1}</translation></message>
</context>
</TS>
