"""A window measured from outside: on a display of its own whose picture is a file, from the start of the program to the
last change of the picture."""
import json
import mmap
import os
import shutil
import statistics
import subprocess
import tempfile
import time
import zlib

from process import Failed

STILL_S = 2.0  # a picture that long unchanged is finished
LIMIT_S = 60
SIZE = "1440x900"  # as large as ours comes, so that nothing of it lies off the screen


class Seen:
    """A window that was watched: seconds to the last change of the display, seconds to its own word that the map is
    complete (None where it gives none), peak memory, and what `drive` gave."""

    def __init__(self):
        self.seconds = self.first_s = self.peak_mb = self.driven = None


class Display:
    """Xvfb for the length of the `with` block; `picture()` is a number that changes with what is on it."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="chiiki_bench_display_")
        reading, writing = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SIZE}x24", "-fbdir", self.folder,
                                        "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answer:
            self.name = ":" + answer.readline().strip()
        with open(os.path.join(self.folder, "Xvfb_screen0"), "rb") as file:
            self.memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        return self

    def __exit__(self, *ignored):
        self.memory.close()
        self.server.terminate()
        self.server.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def picture(self):
        return zlib.adler32(self.memory)

    def shows_window(self):
        """Whether more is there than a splash or a dialog. An empty display is black, a fourth of each pixel is padding,
        and QGIS comes as large as half of it."""
        memory = bytes(self.memory)
        return memory.count(0) < 0.75 * len(memory)

    def watch(self, command, keep=None, drive=None, is_still=True):
        """Starts the program, waits until its picture stands still (or, where that is not asked for, until its map is told
        to be finished), then calls drive(display, log) where there is one.
        `keep` gets the display's raw picture (XWD)."""
        seen = Seen()
        log = EventLog(os.path.join(self.folder, "events"))
        # Debian's own Python first: QGIS asks the one on the path for its modules.
        environment = {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "CHIIKI_EVENT_LOG": log.path,
                       "PATH": "/usr/bin:/bin:" + os.environ.get("PATH", "")}
        last = self.picture()
        start = time.perf_counter()
        program = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        changed = None
        try:
            while True:
                time.sleep(0.02)
                now = time.perf_counter() - start
                if seen.first_s is None and log.of("first_picture"):
                    seen.first_s = now
                picture = self.picture()
                if picture != last:
                    last, changed = picture, now
                if program.poll() is not None:
                    raise Failed(f"{os.path.basename(command[0])} ended with {program.returncode} before its picture stood")
                # A splash stands still too while plugins load, and a map while its numbers are computed.
                is_told = seen.first_s is not None or not os.path.exists(log.path)
                if changed is not None and now - changed > STILL_S and is_told and self.shows_window():
                    break
                if not is_still and seen.first_s is not None and now - seen.first_s > STILL_S:
                    break
                if now > LIMIT_S:
                    raise Failed(f"{os.path.basename(command[0])}: no window that stands still within {LIMIT_S} s")
            if keep:
                with open(keep, "wb") as file:
                    file.write(self.memory)
            seen.seconds = changed
            if drive:
                seen.driven = drive(self, log)
            seen.peak_mb = peak_mb(program.pid)
            return seen
        finally:
            program.kill()
            program.wait()
            # What a killed window leaves beside its file would make the next one say that it restored something.
            for word in command:
                if word.endswith(".chiiki") and os.path.exists(word + ".lock"):
                    os.remove(word + ".lock")


class EventLog:
    """What ours writes of itself; see workbench/desktop/event_log.h."""

    def __init__(self, path):
        self.path = path

    def events(self):
        if not os.path.exists(self.path):
            return []
        with open(self.path, encoding="utf-8") as file:
            # The last line may be half written.
            return [json.loads(line) for line in file.read().split("\n")[:-1]]

    def of(self, name, since=0):
        """Milliseconds of each event of this name after so many events."""
        return [event["ms"] for event in self.events()[since:] if event["event"] == name]


def peak_mb(pid):
    """The most that was resident at once, as the system counts it (shared libraries included, children not)."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024


def watch_in_turn(runs, keep, **commands):
    """Of each command the median times and the highest peak, one of each a round after a first one for the caches."""
    taken = {name: [] for name in commands}
    for index in range(runs + 1):
        for name, command in commands.items():
            # A new display each time, so that nothing of the last window is on it.
            with Display() as display:
                seen = display.watch(command, f"{keep}_{name}.xwd")
            if index:
                taken[name].append(seen)
    middle = {}
    for name, all_runs in taken.items():
        seen = middle[name] = Seen()
        seen.seconds = statistics.median(one.seconds for one in all_runs)
        firsts = [one.first_s for one in all_runs if one.first_s is not None]
        seen.first_s = statistics.median(firsts) if firsts else None
        seen.peak_mb = max(one.peak_mb for one in all_runs)
    return middle
