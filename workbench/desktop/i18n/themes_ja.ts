<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.themes_default_is"><translation>既定値は {0}</translation></message>
<message id="desktop.themes_findings"><translation>要対応 {0}件、注意 {1}件</translation></message>
<message id="desktop.themes_is_default"><translation>既定値</translation></message>
<message id="desktop.themes_manage"><translation>管理</translation></message>
<message id="desktop.themes_manage_tip"><translation>プラグイン管理 (Ctrl+Shift+P)</translation></message>
<message id="desktop.themes_menu"><translation>プラグイン(&amp;P)</translation></message>
<message id="desktop.themes_name"><translation>テーマ</translation></message>
<message id="desktop.themes_no"><translation>いいえ</translation></message>
<message id="desktop.themes_numbered"><translation>&amp;{0} {1}</translation></message>
<message id="desktop.themes_parameters"><translation>パラメータ</translation></message>
<message id="desktop.themes_parameters_of"><translation>{0}の条件</translation></message>
<message id="desktop.themes_read_only"><translation>読み取り専用なので、条件は変えられません。</translation></message>
<message id="desktop.themes_reset"><translation>既定値に戻す</translation></message>
<message id="desktop.themes_state_awaiting"><translation>許可待ち</translation></message>
<message id="desktop.themes_state_failed"><translation>失敗</translation></message>
<message id="desktop.themes_state_last_good"><translation>前回の結果 {0}</translation></message>
<message id="desktop.themes_state_running"><translation>計算中</translation></message>
<message id="desktop.themes_state_stopped"><translation>停止中</translation></message>
<message id="desktop.themes_state_timed_out"><translation>時間超過</translation></message>
<message id="desktop.themes_state_unreadable"><translation>読めない</translation></message>
<message id="desktop.themes_state_valid"><translation>有効</translation></message>
<message id="desktop.themes_state_wrong_version"><translation>版が合わない</translation></message>
<message id="desktop.themes_tables"><translation>表を編集（{0}）</translation></message>
<message id="desktop.themes_views"><translation>図（{0}）</translation></message>
<message id="desktop.themes_yes"><translation>はい</translation></message>
</context>
</TS>
