<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.legend_class"><translation>{0} ({1} districts)</translation></message>
<message id="desktop.legend_count"><translation>&amp;Number of classes</translation></message>
<message id="desktop.legend_default"><translation>Back to &amp;default</translation></message>
<message id="desktop.legend_equal"><translation>&amp;Equal widths</translation></message>
<message id="desktop.legend_limits"><translation>Class &amp;limits</translation></message>
<message id="desktop.legend_limits_hint"><translation>Ascending; Enter applies.</translation></message>
<message id="desktop.legend_limits_wrong"><translation>Write 1 to 8 numbers in ascending order.</translation></message>
<message id="desktop.legend_menu"><translation>Le&amp;gend</translation></message>
<message id="desktop.legend_method"><translation>&amp;Method</translation></message>
<message id="desktop.legend_moving"><translation>{0} → {1}</translation></message>
<message id="desktop.legend_natural"><translation>&amp;Natural breaks</translation></message>
<message id="desktop.legend_no_classes"><translation>This indicator has no classes to change</translation></message>
<message id="desktop.legend_quantile"><translation>E&amp;qual counts</translation></message>
<message id="desktop.legend_ramp"><translation>&amp;Colours</translation></message>
<message id="desktop.legend_ramp_blocks"><translation>Many classes (&amp;B)</translation></message>
<message id="desktop.legend_ramp_change"><translation>Change (&amp;P)</translation></message>
<message id="desktop.legend_ramp_fine_change"><translation>&amp;Fine change</translation></message>
<message id="desktop.legend_ramp_money"><translation>Mone&amp;y</translation></message>
<message id="desktop.legend_ramp_more"><translation>&amp;More is good</translation></message>
<message id="desktop.legend_ramp_worry"><translation>More is &amp;worry</translation></message>
<message id="desktop.legend_read_only"><translation>Read-only: the classes cannot be changed</translation></message>
<message id="desktop.legend_select"><translation>&amp;Select the districts of a class</translation></message>
<message id="desktop.legend_tip_class"><translation>Click to select {0} districts. Right-click for colours and classes.</translation></message>
<message id="desktop.legend_tip_limit"><translation>Drag up or down to change the limit.</translation></message>
</context>
</TS>
