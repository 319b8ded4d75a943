<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context><name/>
<message id="desktop.action_dark"><translation>暗い画面(&amp;D)</translation></message>
<message id="desktop.action_light"><translation>明るい画面(&amp;L)</translation></message>
<message id="desktop.action_text_size"><translation>{0} % (&amp;{1})</translation></message>
<message id="desktop.menu_screen"><translation>画面の明るさ(&amp;C)</translation></message>
<message id="desktop.menu_text_size"><translation>文字の大きさ(&amp;Z)</translation></message>
</context>
</TS>
