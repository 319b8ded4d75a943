<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.profile_facilities"><translation>Facilities</translation></message>
<message id="desktop.profile_figures"><translation>Indicators</translation></message>
<message id="desktop.profile_findings"><translation>Findings {0}</translation></message>
<message id="desktop.profile_no_facilities"><translation>No facilities are registered.</translation></message>
<message id="desktop.profile_note"><translation>Notes</translation></message>
<message id="desktop.profile_of_city"><translation>The whole city ({0} districts)</translation></message>
<message id="desktop.profile_rank"><translation>{0} of {1}</translation></message>
<message id="desktop.profile_rank_tied"><translation>{0} (tied) of {1}</translation></message>
<message id="desktop.profile_title"><translation>District profile</translation></message>
</context>
</TS>
