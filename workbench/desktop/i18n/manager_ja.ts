<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.manager_action"><translation>プラグイン管理(&amp;M)</translation></message>
<message id="desktop.manager_again"><translation>もう一度</translation></message>
<message id="desktop.manager_allow"><translation>許可</translation></message>
<message id="desktop.manager_button"><translation>{0}: {1}</translation></message>
<message id="desktop.manager_cancel"><translation>中止</translation></message>
<message id="desktop.manager_close"><translation>閉じる (Esc)</translation></message>
<message id="desktop.manager_column_actions"><translation>操作</translation></message>
<message id="desktop.manager_column_name"><translation>名前 / 提供課</translation></message>
<message id="desktop.manager_column_parts"><translation>出すもの</translation></message>
<message id="desktop.manager_column_state"><translation>状態</translation></message>
<message id="desktop.manager_column_version"><translation>版</translation></message>
<message id="desktop.manager_confinement"><translation>直前の実行</translation></message>
<message id="desktop.manager_copy"><translation>下の内容をコピー</translation></message>
<message id="desktop.manager_details"><translation>詳細</translation></message>
<message id="desktop.manager_executable"><translation>（実行ファイル）</translation></message>
<message id="desktop.manager_files"><translation>ファイル</translation></message>
<message id="desktop.manager_folder"><translation>フォルダ</translation></message>
<message id="desktop.manager_hash"><translation>内容の SHA-256（許可はこの内容にだけ与えられます）</translation></message>
<message id="desktop.manager_last_lines"><translation>標準エラー出力の最後の行</translation></message>
<message id="desktop.manager_look_inside"><translation>中身を見る</translation></message>
<message id="desktop.manager_may_not"><translation>できないこと</translation></message>
<message id="desktop.manager_may_read"><translation>読めるもの</translation></message>
<message id="desktop.manager_name"><translation>プラグイン</translation></message>
<message id="desktop.manager_parts"><translation>指標{0} 図{1} 表{2}</translation></message>
<message id="desktop.manager_parts_findings"><translation>気づき{0}</translation></message>
<message id="desktop.manager_reads_blocks"><translation>町丁・調査区の人口と位置</translation></message>
<message id="desktop.manager_reads_districts"><translation>地域の名前と人口</translation></message>
<message id="desktop.manager_reads_facilities"><translation>施設の一覧</translation></message>
<message id="desktop.manager_reads_routes"><translation>路線と停留所</translation></message>
<message id="desktop.manager_reads_tables"><translation>このプラグインの表</translation></message>
<message id="desktop.manager_reason"><translation>理由</translation></message>
<message id="desktop.manager_recompute"><translation>再計算</translation></message>
<message id="desktop.manager_seconds"><translation>　{0}秒</translation></message>
<message id="desktop.manager_set_aside"><translation>除外した行</translation></message>
<message id="desktop.manager_start"><translation>始める</translation></message>
<message id="desktop.manager_stop"><translation>止める</translation></message>
<message id="desktop.manager_title"><translation>プラグイン管理</translation></message>
<message id="desktop.manager_walls"><translation>ほかのファイルの読み書き、通信、別のプログラムの起動はできません。</translation></message>
</context>
</TS>
