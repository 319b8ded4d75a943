<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.views_menu"><translation>図</translation></message>
<message id="desktop.views_menu_name"><translation>図を選ぶ</translation></message>
<message id="desktop.views_menu_tip"><translation>テーマの図（表・板・年表・つながりなど）を地図の場所に出します</translation></message>
<message id="desktop.views_working"><translation>図を作っています…</translation></message>
</context>
</TS>
