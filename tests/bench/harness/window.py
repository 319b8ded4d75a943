"""A window measured from outside: on a display of its own whose picture is a file, from the start of the program to the
last change of the picture."""
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
SIZE = "1280x800"


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

    def start_to_picture(self, command, keep=None):
        """Seconds to the last change; `keep` gets the display's raw picture (XWD)."""
        # Debian's own Python first: QGIS asks the one on the path for its modules.
        environment = {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb",
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
                picture = self.picture()
                if picture != last:
                    last, changed = picture, now
                if program.poll() is not None:
                    raise Failed(f"{os.path.basename(command[0])} ended with {program.returncode} before its picture stood")
                if changed is not None and now - changed > STILL_S:
                    break
                if now > LIMIT_S:
                    raise Failed(f"{os.path.basename(command[0])}: no picture that stands still within {LIMIT_S} s")
            ink = bytes(self.memory)
            if ink.count(0) > 0.6 * len(ink):  # an empty display is black; a fourth of each pixel is padding
                raise Failed(f"{os.path.basename(command[0])} shows a dialog and no window")
            if keep:
                with open(keep, "wb") as file:
                    file.write(self.memory)
            return changed
        finally:
            program.kill()
            program.wait()


def start_to_picture(runs, keep, **commands):
    """Median seconds of each command, one of each a round after a first one for the caches."""
    taken = {name: [] for name in commands}
    for index in range(runs + 1):
        for name, command in commands.items():
            # A new display each time, so that nothing of the last window is on it.
            with Display() as display:
                seconds = display.start_to_picture(command, f"{keep}_{name}.xwd")
            if index:
                taken[name].append(seconds)
    return {name: statistics.median(values) for name, values in taken.items()}
