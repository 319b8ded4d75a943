<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.legend_more"><translation>Point at a mark for its name</translation></message>
<message id="desktop.map_above"><translation>upward</translation></message>
<message id="desktop.map_action_inset"><translation>&amp;Enlarged centre</translation></message>
<message id="desktop.map_below"><translation>downward</translation></message>
<message id="desktop.map_east"><translation>east</translation></message>
<message id="desktop.map_inset"><translation>Enlarged centre</translation></message>
<message id="desktop.map_is_selected"><translation>selected</translation></message>
<message id="desktop.map_left"><translation>to the left</translation></message>
<message id="desktop.map_menu_in"><translation>Add {0} to the selection</translation></message>
<message id="desktop.map_menu_move"><translation>Correct the position of a facility</translation></message>
<message id="desktop.map_menu_move_one"><translation>Correct the position of {0}</translation></message>
<message id="desktop.map_menu_move_town"><translation>Move {0} to another district</translation></message>
<message id="desktop.map_menu_only"><translation>Select only {0}</translation></message>
<message id="desktop.map_menu_out"><translation>Take {0} out of the selection</translation></message>
<message id="desktop.map_menu_zoom"><translation>Zoom to {0}</translation></message>
<message id="desktop.map_no_neighbour"><translation>There is no district next to this one in the {0}</translation></message>
<message id="desktop.map_no_outlines"><translation>This city comes without outlines of its districts. The tile map shows them.</translation></message>
<message id="desktop.map_no_tile"><translation>No district follows {0}</translation></message>
<message id="desktop.map_north"><translation>north</translation></message>
<message id="desktop.map_rank_among"><translation>rank {1} of {0}</translation></message>
<message id="desktop.map_rank_tied_among"><translation>rank {1} of {0} (tied)</translation></message>
<message id="desktop.map_right"><translation>to the right</translation></message>
<message id="desktop.map_south"><translation>south</translation></message>
<message id="desktop.map_to_tiles"><translation>Open the tile map</translation></message>
<message id="desktop.map_west"><translation>west</translation></message>
<message id="desktop.move_far"><translation>{0} m from its place, {1}</translation></message>
<message id="desktop.move_from_nowhere"><translation>No position → {0}</translation></message>
<message id="desktop.move_how"><translation>Correcting the position of {0}: drag the mark to the right place, or click there. Arrow keys move it 10 m, with Shift 100 m.</translation></message>
<message id="desktop.move_keep"><translation>Keep here Enter</translation></message>
<message id="desktop.move_leave"><translation>Leave Esc</translation></message>
<message id="desktop.move_outside"><translation>outside the city</translation></message>
<message id="desktop.name_map"><translation>Map</translation></message>
<message id="desktop.name_view"><translation>Map/tile map</translation></message>
<message id="desktop.source"><translation>Source: {0}</translation></message>
<message id="desktop.title_with_year"><translation>{0} ({1})</translation></message>
<message id="desktop.view_map"><translation>Map</translation></message>
<message id="desktop.view_tiles"><translation>Tile map</translation></message>
<message id="desktop.view_tiles_tip"><translation>Districts of equal size. Facilities and routes are not drawn. (F7)</translation></message>
</context>
</TS>
