<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.name_start"><translation>Start</translation></message>
<message id="desktop.other_language"><translation>日本語</translation></message>
<message id="desktop.start_about"><translation>Compare population, facilities, coverage and indicators of a city's districts on a map and in a table.</translation></message>
<message id="desktop.start_open"><translation>Open workspace</translation></message>
<message id="desktop.start_yamaguchi"><translation>Open the data of Yamaguchi City</translation></message>
<message id="desktop.start_yamaguchi_note"><translation>The first time, the data of Yamaguchi City becomes a workspace in the folder 地域ワークベンチ of your documents.</translation></message>
</context>
</TS>
