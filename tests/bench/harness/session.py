"""A planner at our window, with a real pointer and real keys: what each thing took until the map showed it."""
import json
import math
import subprocess
import time

from process import Failed
from window import Display

REST_S = 0.4  # the window draws exactly after a pause, and a tip comes and goes
YEARS = 2     # back to the first of three and forth again
INDICATOR = "kpi_projects.joint_projects"
CENTRE = [-63000, -201000]  # m of the plane, between the city's two centres
AREA_M_PER_PX = 40          # the middle of the city over the whole map: routes, town lines, centres, names
STREETS_M_PER_PX = 10       # every census block and facility in sight


def nth(values, share):
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


class Hand:
    """The pointer over the map and the keys. Places are shares of the map's box."""

    def __init__(self, display, log):
        self.environment = {"DISPLAY": display.name, "PATH": "/usr/bin:/bin"}
        self.log = log
        self.box = (225, 130, 460, 300)  # of the screen: the map above its legend, at 1440x900

    def __call__(self, *words):
        done = subprocess.run(["xdotool", *map(str, words)], env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise Failed(f"xdotool {' '.join(map(str, words))}: {done.stderr.strip()}")

    def at(self, x, y):
        left, top, width, height = self.box
        return round(left + x * width), round(top + y * height)

    def move(self, x, y):
        self("mousemove", *self.at(x, y))

    def pan(self):
        self.move(0.5, 0.5)
        self("mousedown", 1)
        for i in range(60):
            self.move(0.5 + 0.3 * math.sin(i / 5), 0.5 + 0.3 * math.cos(i / 7))
            time.sleep(0.016)
        self("mouseup", 1)

    def zoom(self):
        self.move(0.5, 0.5)
        for button in [4] * 8 + [5] * 8:
            self("click", button)
            time.sleep(0.03)

    def measured(self, work, *events):
        """Milliseconds of these events that `work` brings about."""
        before = len(self.log.events())
        work()
        time.sleep(REST_S)
        taken = [ms for event in events for ms in self.log.of(event, before)]
        if not taken:
            raise Failed(f"nothing of {', '.join(events)} came of what was done to the window")
        return taken


def scattered(i):
    """A place far from the one before, most often in another district."""
    return 0.05 + 0.9 * (0.618 * i % 1), 0.05 + 0.9 * (0.755 * i % 1)


def everything(display, log):
    hand = Hand(display, log)
    hand.move(0.5, 0.5)

    def hover():
        for i in range(40):
            hand.move(*scattered(i))
            time.sleep(0.05)

    def select():
        for i in range(20):
            hand.move(*scattered(i))
            hand("click", 1)
            time.sleep(0.25)

    def years():
        for key in (["bracketleft"] * YEARS + ["bracketright"] * YEARS) * 3:
            hand("key", key)
            time.sleep(0.25)

    taken = {"hover": hand.measured(hover, "hover_echo"), "selection": hand.measured(select, "selection_echo")}
    years()  # what is asked for the first time is computed
    time.sleep(1)
    taken["year"] = hand.measured(years, "year_echo")
    hand("key", "Escape")
    taken["move"] = hand.measured(hand.pan, "map_frame") + hand.measured(hand.zoom, "map_frame")
    return taken


def moved(display, log):
    hand = Hand(display, log)
    return {"move": hand.measured(hand.pan, "map_frame") + hand.measured(hand.zoom, "map_frame")}


def streets(display, log):
    hand = Hand(display, log)

    def pan():
        hand.move(0.5, 0.5)
        for stroke in range(6):
            hand("mousedown", 1)
            for i in range(10):
                hand.move(0.5 + 0.04 * i * (-1) ** stroke, 0.5)
                time.sleep(0.016)
            hand("mouseup", 1)
            time.sleep(REST_S)

    before = len(log.events())
    # Each pause draws all blocks and facilities in sight exactly.
    exact = hand.measured(pan, "map_exact")
    return {"streets": exact, "streets_move": log.of("map_frame", before)}


def sat_at(program, workspace):
    """Milliseconds by what was done, and the peak of memory with everything done."""
    taken = {}
    with Display() as display:
        state = json.dumps({"indicator": INDICATOR, "sight": {"centre": CENTRE, "metres_per_pixel": AREA_M_PER_PX}})
        seen = display.watch([program, "--state", state, workspace], drive=everything)
        taken.update(seen.driven)
    with Display() as display:
        state = json.dumps({"sight": {"centre": CENTRE, "metres_per_pixel": STREETS_M_PER_PX}})
        taken.update(display.watch([program, "--state", state, workspace], drive=streets).driven)
    return taken, seen.peak_mb
