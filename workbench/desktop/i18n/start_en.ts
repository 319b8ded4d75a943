<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.job_answer"><translation>Answer a question of the council</translation></message>
<message id="desktop.job_grants"><translation>See how grants are shared out</translation></message>
<message id="desktop.job_import"><translation>Take in figures from Excel</translation></message>
<message id="desktop.job_karte"><translation>Print district profiles</translation></message>
<message id="desktop.job_services"><translation>Reach of services of daily life</translation></message>
<message id="desktop.job_shelters"><translation>Compare shelters and people</translation></message>
<message id="desktop.job_targets"><translation>Progress of KGI and KPI</translation></message>
<message id="desktop.job_weak"><translation>Find weak districts</translation></message>
<message id="desktop.name_start"><translation>Start</translation></message>
<message id="desktop.other_language"><translation>日本語</translation></message>
<message id="desktop.start_about"><translation>Compare population, facilities, coverage and indicators of a city's districts on a map and in a table.</translation></message>
<message id="desktop.start_dark"><translation>Dark screen</translation></message>
<message id="desktop.start_drop"><translation>Files and folders dropped here are taken in (CSV, Excel, Shapefile, GeoPackage); a workspace (.chiiki) opens.</translation></message>
<message id="desktop.start_jobs"><translation>Today's work (number keys choose too)</translation></message>
<message id="desktop.start_light"><translation>Light screen</translation></message>
<message id="desktop.start_open"><translation>Open workspace</translation></message>
<message id="desktop.start_recent"><translation>Recent workspaces</translation></message>
<message id="desktop.start_recent_held"><translation>{0}   {1} districts, {2} indicators; findings: act {3}, watch {4}, note {5}</translation></message>
<message id="desktop.start_recent_none"><translation>None yet.</translation></message>
<message id="desktop.start_yamaguchi"><translation>Open the data of Yamaguchi City</translation></message>
<message id="desktop.start_yamaguchi_note"><translation>The first time, the data of Yamaguchi City becomes a workspace in the folder 地域ワークベンチ of your documents.</translation></message>
</context>
</TS>
