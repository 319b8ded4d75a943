<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.action_history"><translation>Mess&amp;ages so far</translation></message>
<message id="desktop.and_more"><translation> and {0} more</translation></message>
<message id="desktop.coordinates"><translation>{0}   zone {1} X (north) {2}, Y (east) {3} m</translation></message>
<message id="desktop.history_none"><translation>Nothing yet</translation></message>
<message id="desktop.jobs_running"><translation>{0} running</translation></message>
<message id="desktop.jobs_stop"><translation>Stop</translation></message>
<message id="desktop.lock_freed"><translation>The other person has finished. Open again to edit.</translation></message>
<message id="desktop.lock_reopen"><translation>Open again</translation></message>
<message id="desktop.name_coordinates"><translation>Coordinates</translation></message>
<message id="desktop.name_file_state"><translation>State of the file</translation></message>
<message id="desktop.name_jobs"><translation>Background jobs</translation></message>
<message id="desktop.name_reconcile"><translation>Reconciliation</translation></message>
<message id="desktop.name_scale"><translation>Scale</translation></message>
<message id="desktop.name_selected"><translation>Selection</translation></message>
<message id="desktop.notice_close"><translation>Close</translation></message>
<message id="desktop.opening"><translation>Opening…</translation></message>
<message id="desktop.read_only"><translation>Read-only: {0}</translation></message>
<message id="desktop.reconcile_not_additive"><translation>Not an indicator that adds up, so there is no reconciliation.</translation></message>
<message id="desktop.reconcile_short_gap"><translation>Reconciliation ✕ gap {0}</translation></message>
<message id="desktop.reconcile_short_none"><translation>Reconciliation -</translation></message>
<message id="desktop.reconcile_short_ok"><translation>Reconciliation ✓</translation></message>
<message id="desktop.reconcile_tip"><translation>{0}  Press to see what it is made of.</translation></message>
<message id="desktop.recovered"><translation>The last session ended early. Changes up to {0} were restored.</translation></message>
<message id="desktop.saved"><translation>Saved</translation></message>
<message id="desktop.saved_always"><translation>Every change is saved at once.</translation></message>
<message id="desktop.selected"><translation>Selected {0}: {1}</translation></message>
<message id="desktop.selected_none"><translation>Nothing selected</translation></message>
</context>
</TS>
