<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.views_menu"><translation>Views</translation></message>
<message id="desktop.views_menu_name"><translation>Choose a view</translation></message>
<message id="desktop.views_menu_tip"><translation>Pictures of a theme (tables, boards, timelines, links …) in place of the map</translation></message>
<message id="desktop.views_working"><translation>Drawing…</translation></message>
</context>
</TS>
