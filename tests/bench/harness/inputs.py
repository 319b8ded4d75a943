"""What the rows measure with: programs, made files, the real city's workspace. Each is made once, when first asked for."""
import functools
import os
import subprocess

from process import Installed, peer, run

RADIUS_M = 800
SEGMENTS = 65  # to a quarter circle: 260 chords leave out 0.97e-4 of a circle's area
CENTRES = "community_centre,centre_branch"


class Inputs:
    def __init__(self, root, programs, pack, runs, points):
        self.root = root
        self.programs = programs
        self.pack = pack
        self.runs = runs
        self.points = points
        self.data = os.path.join(root, "build", "bench_data")
        os.makedirs(self.data, exist_ok=True)
        self.installed = Installed()

    def program(self, name):
        return os.path.join(self.programs, name)

    def chiiki(self, *words):
        return [self.program("chiiki"), *map(str, words)]

    def _made(self, name, *words):
        path = os.path.join(self.data, name)
        if not os.path.exists(path):
            subprocess.run([self.program("bench_generate"), self.data, *words], check=True)
        return path

    def districts(self):
        return self._made("districts.gpkg", "--vertices", "50000")

    def points_file(self, count):
        # The index is of use to QGIS alone; the long run of ours goes without and takes half the disk.
        return self._made(f"points_{count}.gpkg", "--points", str(count), *([] if count == self.points else ["--no-index"]))

    def facilities(self, count):
        return self._made(f"facilities_{count}.gpkg", "--facilities", str(count))

    def roads(self):
        return self._made("roads.gpkg", "--segments", "165000")

    def large_city(self):
        return self._made("city_1900.chiiki", "--areas", "1900", "--points", "1000000")

    @functools.cached_property
    def workspace(self):
        path = os.path.join(self.data, "yamaguchi.chiiki")
        if os.path.exists(path):
            os.remove(path)
        run(self.chiiki("new", path, "--pack", self.pack))
        return path

    @functools.cache
    def kernels(self, work):
        """In-process times of ours and GEOS for one kind of work; see bench_kernels."""
        return run([self.program("bench_kernels"), "--work", work, "--points", str(self.points), "--runs",
                    str(2 * self.runs + 1), "--radius", str(RADIUS_M)]).answer()

    @functools.cached_property
    def postgis(self):
        """None where it is not installed."""
        if not self.installed.postgis:
            return None
        self.districts()
        return run(peer("postgis.py", self.data, self.points_file(self.points), self.runs, RADIUS_M, SEGMENTS,
                        self.facilities(200), self.facilities(20000))).answer()

    @functools.cached_property
    def spatialite(self):
        if not self.installed.spatialite:
            return None
        self.districts()
        return run(peer("spatialite.py", self.data, self.points_file(self.points), self.facilities(200), RADIUS_M,
                        SEGMENTS)).answer()
