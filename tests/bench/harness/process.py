"""Programs measured from outside."""
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time

PEERS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "peers")
PYTHON = "/usr/bin/python3"  # the one that Debian's qgis and mapnik packages belong to


class Failed(Exception):
    """A program that did not end well, with what it said."""


class Measured:
    def __init__(self, seconds, peak_mb, output, said=""):
        self.seconds = seconds
        self.peak_mb = peak_mb
        self.output = output
        self.said = said  # on standard error

    def answer(self):
        """The last line of a peer's output."""
        return json.loads(self.output.strip().split("\n")[-1])


def run(command):
    """Runs to the end. wait4 tells the peak memory of this one child; an own file for its output, since a pipe nobody
    reads would stop it."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        try:
            child = subprocess.Popen(command, stdout=output, stderr=errors, stdin=subprocess.DEVNULL,
                                     env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        except OSError as error:
            raise Failed(f"{os.path.basename(command[0])} does not start: {error.strerror}") from error
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if child.returncode:
            said = errors.read().decode(errors="replace").strip().split("\n")[-1]
            raise Failed(f"{os.path.basename(command[0])} {' '.join(command[1:3])} … ended with {child.returncode}: {said}")
        return Measured(seconds, usage.ru_maxrss / 1024, output.read().decode("utf-8-sig"),
                        errors.read().decode(errors="replace"))


def in_turn(runs, **commands):
    """Median time, highest peak and last output of each command, one of each a round after a first one for the caches."""
    taken = {name: [] for name in commands}
    for index in range(runs + 1):
        for name, command in commands.items():
            one = run(command)
            if index:
                taken[name].append(one)
    return {name: Measured(statistics.median(one.seconds for one in all_runs), max(one.peak_mb for one in all_runs),
                           all_runs[-1].output) for name, all_runs in taken.items()}


def peer(script, *arguments):
    return [PYTHON, os.path.join(PEERS, script), *map(str, arguments)]


def has_module(name):
    return subprocess.run([PYTHON, "-c", f"import {name}"], capture_output=True).returncode == 0


class Installed:
    """Which peers there are, asked once."""

    def __init__(self):
        self.qgis = has_module("qgis.core")
        self.mapnik = has_module("mapnik")
        self.ogr = shutil.which("ogr2ogr") is not None
        self.postgis = self.ogr and any(
            os.path.exists(f"/usr/share/postgresql/{version}/extension/postgis.control")
            for version in (os.listdir("/usr/share/postgresql") if os.path.isdir("/usr/share/postgresql") else []))
        self.spatialite = self.ogr and subprocess.run(
            [PYTHON, "-c", "import sqlite3; c = sqlite3.connect(':memory:'); c.enable_load_extension(True); "
             "c.load_extension('mod_spatialite')"], capture_output=True).returncode == 0
