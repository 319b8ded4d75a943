<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.absent_missing"><translation>missing</translation></message>
<message id="desktop.absent_not_applicable"><translation>not applicable</translation></message>
<message id="desktop.absent_suppressed"><translation>suppressed</translation></message>
<message id="desktop.action_edit_value"><translation>&amp;Edit value</translation></message>
<message id="desktop.action_pin"><translation>&amp;Keep this indicator as a column</translation></message>
<message id="desktop.action_unpin"><translation>Unpin c&amp;olumn</translation></message>
<message id="desktop.class_range"><translation>class {0}</translation></message>
<message id="desktop.column_change"><translation>Change</translation></message>
<message id="desktop.column_district"><translation>District</translation></message>
<message id="desktop.column_rank"><translation>Rank</translation></message>
<message id="desktop.column_trend"><translation>Trend</translation></message>
<message id="desktop.column_value"><translation>Value</translation></message>
<message id="desktop.copied_table"><translation>The table was copied.</translation></message>
<message id="desktop.list_separator"><translation>, </translation></message>
<message id="desktop.mark_estimated"><translation>estimated</translation></message>
<message id="desktop.mark_sample"><translation>sample</translation></message>
<message id="desktop.name_compare"><translation>Comparison table</translation></message>
<message id="desktop.rank_of"><translation>rank {0} of {1}</translation></message>
<message id="desktop.rank_of_tied"><translation>rank {0} (tied) of {1}</translation></message>
<message id="desktop.rank_tied"><translation>{0}=</translation></message>
<message id="desktop.target_base"><translation>Base</translation></message>
<message id="desktop.target_behind"><translation>behind the pace</translation></message>
<message id="desktop.target_expected"><translation>Expected</translation></message>
<message id="desktop.target_expected_tip"><translation>What part of the way to the target will be behind by its year if the average pace so far goes on. ▲ is below 100 %.</translation></message>
<message id="desktop.target_indicator"><translation>Indicator with a target</translation></message>
<message id="desktop.target_latest"><translation>Latest</translation></message>
<message id="desktop.target_method"><translation>Expected: the share of the way done by the target year if the mean step from base to latest goes on. The range of the forecast in the chart is made by the other methods named there.</translation></message>
<message id="desktop.target_target"><translation>Target</translation></message>
<message id="desktop.target_title"><translation>Targets and expectations</translation></message>
<message id="desktop.trend_one_year"><translation>(1 year)</translation></message>
<message id="desktop.unit_points"><translation>points</translation></message>
<message id="desktop.value_derived"><translation>This value is worked out and cannot be edited here. Edit the table it comes from.</translation></message>
<message id="desktop.whole_city"><translation>Whole city</translation></message>
<message id="desktop.whole_city_short"><translation>City</translation></message>
</context>
</TS>
