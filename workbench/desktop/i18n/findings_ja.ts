<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.action_next_finding"><translation>次の気づき(&amp;D)</translation></message>
<message id="desktop.action_previous_finding"><translation>前の気づき(&amp;J)</translation></message>
<message id="desktop.finding_action"><translation>直し方: {0}</translation></message>
<message id="desktop.finding_all"><translation>条件を外す</translation></message>
<message id="desktop.finding_all_themes"><translation>すべて</translation></message>
<message id="desktop.finding_between_places"><translation>・</translation></message>
<message id="desktop.finding_coming"><translation>調べています…</translation></message>
<message id="desktop.finding_count"><translation>{0} {1}件</translation></message>
<message id="desktop.finding_members"><translation>{0}件</translation></message>
<message id="desktop.finding_mend"><translation>直す</translation></message>
<message id="desktop.finding_mend_tip"><translation>F2で直せます</translation></message>
<message id="desktop.finding_more_places"><translation>{0} ほか{1}</translation></message>
<message id="desktop.finding_none"><translation>この条件で気づきはありません。</translation></message>
<message id="desktop.finding_of_data"><translation>データの確認</translation></message>
<message id="desktop.finding_of_selection"><translation>選択地域</translation></message>
<message id="desktop.finding_of_selection_tip"><translation>選んだ地域の気づきだけを並べます。</translation></message>
<message id="desktop.finding_theme"><translation>テーマで絞る</translation></message>
<message id="desktop.finding_title"><translation>気づき</translation></message>
<message id="desktop.severity_act"><translation>要対応</translation></message>
<message id="desktop.severity_note"><translation>参考</translation></message>
<message id="desktop.severity_watch"><translation>注意</translation></message>
</context>
</TS>
