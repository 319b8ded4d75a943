<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context><name/>
<message id="desktop.action_dark"><translation>&amp;Dark</translation></message>
<message id="desktop.action_light"><translation>&amp;Light</translation></message>
<message id="desktop.action_text_size"><translation>{0}% (&amp;{1})</translation></message>
<message id="desktop.menu_screen"><translation>S&amp;creen</translation></message>
<message id="desktop.menu_text_size"><translation>Text si&amp;ze</translation></message>
</context>
</TS>
