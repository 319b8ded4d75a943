<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.city_only"><translation>An indicator of the whole city only. There are no values by district.</translation></message>
<message id="desktop.group_facilities"><translation>Facilities</translation></message>
<message id="desktop.group_imported"><translation>Imported</translation></message>
<message id="desktop.group_people"><translation>People and households</translation></message>
<message id="desktop.group_reach"><translation>Reach of facilities</translation></message>
<message id="desktop.group_targets"><translation>KGI/KPI</translation></message>
<message id="desktop.name_picker"><translation>Indicator</translation></message>
</context>
</TS>
