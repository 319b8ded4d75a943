<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.city_only"><translation>市全体だけの指標です。地域別の値はありません。</translation></message>
<message id="desktop.group_facilities"><translation>施設</translation></message>
<message id="desktop.group_imported"><translation>取り込んだ値</translation></message>
<message id="desktop.group_people"><translation>人口と世帯</translation></message>
<message id="desktop.group_reach"><translation>施設の届き方</translation></message>
<message id="desktop.group_targets"><translation>KGI/KPI</translation></message>
<message id="desktop.name_picker"><translation>指標</translation></message>
</context>
</TS>
