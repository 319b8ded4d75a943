<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.action_back"><translation>前の画面へ(&amp;B)</translation></message>
<message id="desktop.action_clear"><translation>選択をやめる</translation></message>
<message id="desktop.action_forward"><translation>次の画面へ(&amp;F)</translation></message>
<message id="desktop.action_language"><translation>English(&amp;A)</translation></message>
<message id="desktop.action_next_pane"><translation>次の欄へ</translation></message>
<message id="desktop.action_open"><translation>作業ファイルを開く(&amp;O)…</translation></message>
<message id="desktop.action_previous_pane"><translation>前の欄へ</translation></message>
<message id="desktop.action_quit"><translation>終了(&amp;Q)</translation></message>
<message id="desktop.action_recompute"><translation>計算し直す(&amp;R)</translation></message>
<message id="desktop.action_redo"><translation>やり直す(&amp;R)</translation></message>
<message id="desktop.action_redo_step"><translation>やり直す(&amp;R): {0}</translation></message>
<message id="desktop.action_select_all"><translation>すべての地域を選ぶ(&amp;A)</translation></message>
<message id="desktop.action_sort_district"><translation>地域順に並べる(&amp;N)</translation></message>
<message id="desktop.action_sort_value"><translation>値の順に並べる(&amp;V)</translation></message>
<message id="desktop.action_themes"><translation>テーマの一覧(&amp;L)</translation></message>
<message id="desktop.action_tiles"><translation>地図とタイル図を切り替える(&amp;T)</translation></message>
<message id="desktop.action_to_selection"><translation>選んだ地域を大きく(&amp;S)</translation></message>
<message id="desktop.action_undo"><translation>元に戻す(&amp;U)</translation></message>
<message id="desktop.action_undo_step"><translation>元に戻す(&amp;U): {0}</translation></message>
<message id="desktop.action_whole_city"><translation>市全体を表示(&amp;W)</translation></message>
<message id="desktop.action_yamaguchi"><translation>山口市のデータを開く(&amp;Y)</translation></message>
<message id="desktop.action_zoom_in"><translation>拡大(&amp;I)</translation></message>
<message id="desktop.action_zoom_out"><translation>縮小(&amp;U)</translation></message>
<message id="desktop.file_filter"><translation>作業ファイル (*.chiiki)</translation></message>
<message id="desktop.menu_edit"><translation>編集(&amp;E)</translation></message>
<message id="desktop.menu_file"><translation>ファイル(&amp;F)</translation></message>
<message id="desktop.menu_view"><translation>表示(&amp;V)</translation></message>
<message id="desktop.name_tools"><translation>道具</translation></message>
<message id="desktop.program"><translation>地域ワークベンチ</translation></message>
<message id="desktop.tab_findings"><translation>気づき</translation></message>
<message id="desktop.tab_picture"><translation>地図</translation></message>
<message id="desktop.tab_profile"><translation>カルテ</translation></message>
<message id="desktop.tab_table"><translation>比較</translation></message>
<message id="desktop.tab_themes"><translation>テーマ</translation></message>
<message id="desktop.window_title"><translation>{0} — {1} — 地域ワークベンチ</translation></message>
<message id="desktop.window_title_file"><translation>{0} — 地域ワークベンチ</translation></message>
</context>
</TS>
