<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.absent_missing"><translation>missing</translation></message>
<message id="desktop.absent_not_applicable"><translation>not applicable</translation></message>
<message id="desktop.absent_suppressed"><translation>suppressed</translation></message>
<message id="desktop.class_range"><translation>class {0}</translation></message>
<message id="desktop.column_district"><translation>District</translation></message>
<message id="desktop.column_rank"><translation>Rank</translation></message>
<message id="desktop.column_value"><translation>Value</translation></message>
<message id="desktop.list_separator"><translation>, </translation></message>
<message id="desktop.name_compare"><translation>Comparison table</translation></message>
<message id="desktop.rank_of"><translation>rank {0} of {1}</translation></message>
<message id="desktop.rank_tied"><translation>{0} (tied)</translation></message>
<message id="desktop.whole_city"><translation>Whole city</translation></message>
<message id="desktop.whole_city_short"><translation>City</translation></message>
</context>
</TS>
