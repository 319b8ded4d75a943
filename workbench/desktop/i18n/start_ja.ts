<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.name_start"><translation>スタート</translation></message>
<message id="desktop.other_language"><translation>English</translation></message>
<message id="desktop.start_about"><translation>市の地域ごとに、人口・施設・カバー率・指標を地図と表で比べます。</translation></message>
<message id="desktop.start_open"><translation>作業ファイルを開く</translation></message>
<message id="desktop.start_yamaguchi"><translation>山口市のデータを開く</translation></message>
<message id="desktop.start_yamaguchi_note"><translation>山口市のデータは、初めて開くときに「ドキュメント」の「地域ワークベンチ」フォルダに作業ファイルとして作られます。</translation></message>
</context>
</TS>
