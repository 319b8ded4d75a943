#!/bin/sh
# Drives the real program with a real pointer on an X server of its own; run by xvfb_test.cpp as
#   xvfb-run -a -s "-screen 0 1280x720x24" xvfb_session.sh PROGRAM WORKSPACE FOLDER
# Leaves before.png, selected.png, cleared.png and title.txt in FOLDER. Exit 1 where the window does not come.
program=$1 workspace=$2 folder=$3
XDG_CONFIG_HOME="$folder" XDG_RUNTIME_DIR="$folder" CHIIKI_LANG=ja "$program" "$workspace" &
pid=$!
trap 'kill $pid 2>/dev/null; wait $pid 2>/dev/null' EXIT

window=
for attempt in $(seq 300); do
    for candidate in $(xdotool search --onlyvisible --pid $pid 2>/dev/null); do
        # The title names the indicator once it is on the map. Not --name: its pattern depends on the locale.
        xdotool getwindowname "$candidate" 2>/dev/null | grep -qF '人口密度' && window=$candidate
    done
    [ -n "$window" ] && break
    sleep 0.1
done
[ -n "$window" ] || exit 1
xdotool windowmove "$window" 0 0 windowsize "$window" 1280 720 windowfocus "$window" mousemove 2 2
sleep 1.5
xdotool getwindowname "$window" > "$folder/title.txt"
import -window root "$folder/before.png"
xdotool mousemove 290 300 click 1 mousemove 2 2   # 徳地, far from every border
sleep 1.5
import -window root "$folder/selected.png"
xdotool mousemove 80 120 click 1                  # sea
xdotool key Escape mousemove 2 2
sleep 1.5
import -window root "$folder/cleared.png"
