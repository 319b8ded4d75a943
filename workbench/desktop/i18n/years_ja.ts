<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.year_absent"><translation>{0}の値はありません。最も近い年度は{1}です。</translation></message>
<message id="desktop.year_absent_all"><translation>この指標には値がまだありません。</translation></message>
<message id="desktop.year_go"><translation>{0}へ</translation></message>
<message id="desktop.year_next"><translation>次の年度(&amp;Y)</translation></message>
<message id="desktop.year_previous"><translation>前の年度(&amp;P)</translation></message>
<message id="desktop.year_title"><translation>年度</translation></message>
</context>
</TS>
