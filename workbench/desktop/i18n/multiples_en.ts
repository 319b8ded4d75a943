<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.multiples"><translation>Small multiples</translation></message>
<message id="desktop.multiples_action"><translation>Small &amp;multiples</translation></message>
<message id="desktop.multiples_base"><translation>Base year of the differences</translation></message>
<message id="desktop.multiples_by"><translation>Compare</translation></message>
<message id="desktop.multiples_classes"><translation>Classes</translation></message>
<message id="desktop.multiples_close"><translation>Close Esc</translation></message>
<message id="desktop.multiples_count"><translation>Maps</translation></message>
<message id="desktop.multiples_count_of"><translation>{0} maps</translation></message>
<message id="desktop.multiples_differences"><translation>Difference to base</translation></message>
<message id="desktop.multiples_indicators"><translation>Indicators</translation></message>
<message id="desktop.multiples_is_base"><translation>{0} (base)</translation></message>
<message id="desktop.multiples_legend"><translation>One legend: {0}</translation></message>
<message id="desktop.multiples_map"><translation>Map of {0}</translation></message>
<message id="desktop.multiples_missing"><translation>{0} missing</translation></message>
<message id="desktop.multiples_no_base"><translation>None of these years has a value to take differences from. Please choose other years.</translation></message>
<message id="desktop.multiples_own"><translation>Each its own</translation></message>
<message id="desktop.multiples_reading"><translation>{0} {1}</translation></message>
<message id="desktop.multiples_remove"><translation>Take {0} away</translation></message>
<message id="desktop.multiples_shared"><translation>All the same</translation></message>
<message id="desktop.multiples_show"><translation>Show</translation></message>
<message id="desktop.multiples_values"><translation>Values</translation></message>
<message id="desktop.multiples_years"><translation>Years</translation></message>
</context>
</TS>
