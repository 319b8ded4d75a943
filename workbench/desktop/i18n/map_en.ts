<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.legend_more"><translation>Point at a mark for its name</translation></message>
<message id="desktop.name_map"><translation>Map</translation></message>
<message id="desktop.name_view"><translation>Map/tile map</translation></message>
<message id="desktop.source"><translation>Source: {0}</translation></message>
<message id="desktop.title_with_year"><translation>{0} ({1})</translation></message>
<message id="desktop.view_map"><translation>Map</translation></message>
<message id="desktop.view_tiles"><translation>Tile map</translation></message>
<message id="desktop.view_tiles_tip"><translation>Districts of equal size. Facilities and routes are not drawn. (F7)</translation></message>
</context>
</TS>
