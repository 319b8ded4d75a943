<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.name_search"><translation>Search</translation></message>
<message id="desktop.name_search_hits"><translation>Search results</translation></message>
<message id="desktop.search_command"><translation>Command</translation></message>
<message id="desktop.search_district"><translation>District</translation></message>
<message id="desktop.search_facility"><translation>Facility</translation></message>
<message id="desktop.search_finding"><translation>Finding</translation></message>
<message id="desktop.search_hint"><translation>Search   Ctrl+K</translation></message>
<message id="desktop.search_indicator"><translation>Indicator</translation></message>
<message id="desktop.search_none"><translation>Nothing found.</translation></message>
<message id="desktop.search_value"><translation>Value of a district</translation></message>
<message id="desktop.search_view"><translation>View</translation></message>
</context>
</TS>
