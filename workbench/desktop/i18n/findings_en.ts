<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.action_next_finding"><translation>Ne&amp;xt finding</translation></message>
<message id="desktop.action_previous_finding"><translation>Previous fin&amp;ding</translation></message>
<message id="desktop.finding_action"><translation>What to do: {0}</translation></message>
<message id="desktop.finding_all"><translation>Show all</translation></message>
<message id="desktop.finding_all_themes"><translation>All</translation></message>
<message id="desktop.finding_between_places"><translation>, </translation></message>
<message id="desktop.finding_coming"><translation>Looking…</translation></message>
<message id="desktop.finding_count"><translation>{0}: {1}</translation></message>
<message id="desktop.finding_members"><translation>{0}</translation></message>
<message id="desktop.finding_mend"><translation>Fix</translation></message>
<message id="desktop.finding_mend_tip"><translation>F2 fixes it</translation></message>
<message id="desktop.finding_more_places"><translation>{0} +{1}</translation></message>
<message id="desktop.finding_none"><translation>No findings under this condition.</translation></message>
<message id="desktop.finding_of_data"><translation>Checks of the data</translation></message>
<message id="desktop.finding_of_selection"><translation>Selected</translation></message>
<message id="desktop.finding_of_selection_tip"><translation>Findings of the selected districts alone.</translation></message>
<message id="desktop.finding_theme"><translation>Theme</translation></message>
<message id="desktop.finding_title"><translation>Findings</translation></message>
<message id="desktop.severity_act"><translation>Act</translation></message>
<message id="desktop.severity_note"><translation>Note</translation></message>
<message id="desktop.severity_watch"><translation>Watch</translation></message>
</context>
</TS>
