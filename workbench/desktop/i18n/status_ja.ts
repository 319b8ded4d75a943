<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.action_history"><translation>お知らせの履歴(&amp;O)</translation></message>
<message id="desktop.and_more"><translation> ほか{0}</translation></message>
<message id="desktop.coordinates"><translation>{0}　{1}系 X(北) {2} Y(東) {3} m</translation></message>
<message id="desktop.history_none"><translation>まだありません</translation></message>
<message id="desktop.jobs_running"><translation>計算 {0}件</translation></message>
<message id="desktop.jobs_stop"><translation>中止</translation></message>
<message id="desktop.lock_freed"><translation>ほかの人の編集が終わりました。開き直すと編集できます。</translation></message>
<message id="desktop.lock_reopen"><translation>開き直す</translation></message>
<message id="desktop.name_coordinates"><translation>座標</translation></message>
<message id="desktop.name_file_state"><translation>保存の状態</translation></message>
<message id="desktop.name_jobs"><translation>計算</translation></message>
<message id="desktop.name_reconcile"><translation>照合</translation></message>
<message id="desktop.name_scale"><translation>縮尺</translation></message>
<message id="desktop.name_selected"><translation>選択</translation></message>
<message id="desktop.notice_close"><translation>閉じる</translation></message>
<message id="desktop.opening"><translation>開いています…</translation></message>
<message id="desktop.read_only"><translation>読み取り専用: {0}</translation></message>
<message id="desktop.reconcile_not_additive"><translation>足し合わせる指標ではないので、合計の照合はありません。</translation></message>
<message id="desktop.reconcile_short_gap"><translation>照合 ✕ 差 {0}</translation></message>
<message id="desktop.reconcile_short_none"><translation>照合 -</translation></message>
<message id="desktop.reconcile_short_ok"><translation>照合 ✓</translation></message>
<message id="desktop.reconcile_tip"><translation>{0}　押すと、何からできているかを開きます。</translation></message>
<message id="desktop.recovered"><translation>前回は途中で終わりました。{0}までの変更を戻しました。</translation></message>
<message id="desktop.saved"><translation>保存済み</translation></message>
<message id="desktop.saved_always"><translation>変更は1つずつすぐに保存されています。</translation></message>
<message id="desktop.selected"><translation>選択 {0}: {1}</translation></message>
<message id="desktop.selected_none"><translation>選択なし</translation></message>
</context>
</TS>
