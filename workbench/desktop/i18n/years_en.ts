<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.year_absent"><translation>There are no values of {0}. The nearest year is {1}.</translation></message>
<message id="desktop.year_absent_all"><translation>This indicator has no values yet.</translation></message>
<message id="desktop.year_go"><translation>Go to {0}</translation></message>
<message id="desktop.year_next"><translation>Next fiscal &amp;year</translation></message>
<message id="desktop.year_previous"><translation>&amp;Previous fiscal year</translation></message>
<message id="desktop.year_title"><translation>Fiscal year</translation></message>
</context>
</TS>
