<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.job_answer"><translation>議会の質問に答える</translation></message>
<message id="desktop.job_grants"><translation>交付金の配分を見る</translation></message>
<message id="desktop.job_import"><translation>Excelの数字を取り込む</translation></message>
<message id="desktop.job_karte"><translation>地域カルテを印刷する</translation></message>
<message id="desktop.job_services"><translation>暮らしのサービスの届き方</translation></message>
<message id="desktop.job_shelters"><translation>避難所と人口を比べる</translation></message>
<message id="desktop.job_targets"><translation>KGI・KPIの進み具合</translation></message>
<message id="desktop.job_weak"><translation>弱い地域を見つける</translation></message>
<message id="desktop.name_start"><translation>スタート</translation></message>
<message id="desktop.other_language"><translation>English</translation></message>
<message id="desktop.start_about"><translation>市の地域ごとに、人口・施設・カバー率・指標を地図と表で比べます。</translation></message>
<message id="desktop.start_dark"><translation>暗い画面</translation></message>
<message id="desktop.start_drop"><translation>ファイルやフォルダをここに落とすと取り込みます（CSV・Excel・Shapefile・GeoPackage）。作業ファイル（.chiiki）は開きます。</translation></message>
<message id="desktop.start_jobs"><translation>今日の仕事（数字キーでも選べます）</translation></message>
<message id="desktop.start_light"><translation>明るい画面</translation></message>
<message id="desktop.start_open"><translation>作業ファイルを開く</translation></message>
<message id="desktop.start_recent"><translation>最近の作業ファイル</translation></message>
<message id="desktop.start_recent_held"><translation>{0}　{1}地域 指標{2}　要対応 {3}・注意 {4}・参考 {5}</translation></message>
<message id="desktop.start_recent_none"><translation>まだありません。</translation></message>
<message id="desktop.start_yamaguchi"><translation>山口市のデータを開く</translation></message>
<message id="desktop.start_yamaguchi_note"><translation>山口市のデータは、初めて開くときに「ドキュメント」の「地域ワークベンチ」フォルダに作業ファイルとして作られます。</translation></message>
</context>
</TS>
