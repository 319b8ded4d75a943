<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.legend_class"><translation>{0}（{1}地域）</translation></message>
<message id="desktop.legend_count"><translation>階級の数(&amp;N)</translation></message>
<message id="desktop.legend_default"><translation>既定に戻す(&amp;D)</translation></message>
<message id="desktop.legend_equal"><translation>等しい幅(&amp;E)</translation></message>
<message id="desktop.legend_limits"><translation>境の値(&amp;L)</translation></message>
<message id="desktop.legend_limits_hint"><translation>小さい順に。Enterで決まります。</translation></message>
<message id="desktop.legend_limits_wrong"><translation>小さい順に、1個から8個の数を書いてください。</translation></message>
<message id="desktop.legend_menu"><translation>凡例(&amp;G)</translation></message>
<message id="desktop.legend_method"><translation>分け方(&amp;M)</translation></message>
<message id="desktop.legend_moving"><translation>{0} → {1}</translation></message>
<message id="desktop.legend_natural"><translation>値のまとまりで(&amp;N)</translation></message>
<message id="desktop.legend_no_classes"><translation>この指標には、変えられる階級がありません</translation></message>
<message id="desktop.legend_quantile"><translation>地域の数が同じに(&amp;Q)</translation></message>
<message id="desktop.legend_ramp"><translation>色(&amp;C)</translation></message>
<message id="desktop.legend_ramp_blocks"><translation>多くの階級(&amp;B)</translation></message>
<message id="desktop.legend_ramp_change"><translation>増減(&amp;P)</translation></message>
<message id="desktop.legend_ramp_fine_change"><translation>増減、細かく(&amp;F)</translation></message>
<message id="desktop.legend_ramp_money"><translation>お金(&amp;Y)</translation></message>
<message id="desktop.legend_ramp_more"><translation>多いほど良い(&amp;M)</translation></message>
<message id="desktop.legend_ramp_worry"><translation>多いほど心配(&amp;W)</translation></message>
<message id="desktop.legend_read_only"><translation>読み取り専用のため、階級は変えられません</translation></message>
<message id="desktop.legend_select"><translation>階級の地域を選ぶ(&amp;S)</translation></message>
<message id="desktop.legend_tip_class"><translation>クリックで{0}地域を選びます。右クリックで色と階級を変えられます。</translation></message>
<message id="desktop.legend_tip_limit"><translation>上下に引くと、階級の境が変わります。</translation></message>
</context>
</TS>
