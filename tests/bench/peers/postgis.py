"""PostGIS on a cluster of its own: made in a temporary folder, reached only through a socket in it, stopped and removed
at the end. usage: postgis.py DATA_FOLDER POINTS_FILE RUNS RADIUS SEGMENTS FACILITIES_FILE...
As root the server runs as the user postgres, since it refuses to run as root."""
import glob
import json
import os
import pwd
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

SETTINGS = {  # memory enough that nothing spills; both cores
    "listen_addresses": "", "shared_buffers": "1GB", "work_mem": "256MB", "maintenance_work_mem": "512MB",
    "max_parallel_workers_per_gather": "2", "fsync": "off", "max_wal_size": "4GB",
}
TALLY = """SELECT d.code, count(*), sum(p.weight) FROM district d JOIN point p ON ST_Contains(d.geom, p.geom)
           GROUP BY d.code ORDER BY d.code"""
# Two ways to the same areas: one union for the city, or one for each district. The quicker one counts.
COVERAGE = {
    "union of all": """WITH reach AS (SELECT ST_Union(ST_Buffer(geom, {radius}, 'quad_segs={segments}')) AS geom FROM {table})
        SELECT d.code, ST_Area(ST_Intersection(d.geom, reach.geom)) FROM district d, reach ORDER BY d.code""",
    "union by district": """SELECT d.code, ST_Area(ST_Intersection(d.geom,
        ST_Union(ST_Buffer(f.geom, {radius}, 'quad_segs={segments}')))) FROM district d
        JOIN {table} f ON ST_DWithin(d.geom, f.geom, {radius}) GROUP BY d.code, d.geom ORDER BY d.code""",
}


class Cluster:
    """A PostgreSQL server that lives as long as the `with` block."""

    def __enter__(self):
        programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        if not programs:
            sys.exit("PostgreSQL is not installed")
        self.programs = programs[-1]
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self.identity = {}
        self.folder = tempfile.mkdtemp(prefix="chiiki_bench_pg_")
        if os.geteuid() == 0:
            account = pwd.getpwnam(self.user)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self.identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        data = os.path.join(self.folder, "data")
        try:
            subprocess.run([f"{self.programs}/initdb", "-D", data, "-U", self.user, "-A", "trust", "-E", "UTF8",
                            "--locale=C.UTF-8", "--no-sync"], check=True, cwd=self.folder, stdout=subprocess.DEVNULL,
                           **self.identity)
            options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
            with open(os.path.join(self.folder, "log"), "w") as log:
                self.server = subprocess.Popen([f"{self.programs}/postgres", "-D", data, "-k", self.folder] + options,
                                               cwd=self.folder, stdout=log, stderr=log, **self.identity)
            for _ in range(100):
                if subprocess.run([f"{self.programs}/pg_isready", "-q", "-h", self.folder]).returncode == 0:
                    break
                time.sleep(0.1)
            subprocess.run([f"{self.programs}/createdb", "-h", self.folder, "-U", self.user, "bench"], check=True)
            self.sql("CREATE EXTENSION postgis")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *ignored):
        server = getattr(self, "server", None)
        if server:
            server.send_signal(signal.SIGINT)  # its "fast" shutdown
            server.wait(60)
        shutil.rmtree(self.folder)

    def sql(self, script):
        done = subprocess.run([f"{self.programs}/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.folder,
                               "-U", self.user, "bench"], input=script, text=True, capture_output=True)
        if done.returncode:
            sys.exit(f"PostGIS: {done.stderr}")
        return done.stdout

    def load(self, path, table):
        subprocess.run(["ogr2ogr", "-f", "PostgreSQL", f"PG:host={self.folder} user={self.user} dbname=bench", path,
                        "-nln", table, "-lco", "GEOMETRY_NAME=geom"], check=True, env={**os.environ, "PG_USE_COPY": "YES"})
        self.sql(f"VACUUM ANALYZE {table}")

    def timed(self, query, runs):
        """Seconds as psql takes them, median of the runs after a first one, and the rows of the last."""
        output = self.sql(f"{query};\n\\timing on\n" + f"{query};\n" * runs)
        seconds = [float(ms) / 1000 for ms in re.findall(r"^Time: ([0-9.]+) ms", output, re.M)]
        rows = output.rstrip().split("\n")
        last = [row for row in rows if not row.startswith("Time:")]
        return statistics.median(seconds), [row.split("|") for row in last[-(len(last) // (runs + 1)):]]


def main():
    folder, points, runs, radius, segments = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5]
    seconds, rows, notes = {}, {}, {}
    with Cluster() as cluster:
        notes["version"] = cluster.sql("SELECT postgis_lib_version() || ' on PostgreSQL ' || "
                                       "current_setting('server_version')").strip()
        cluster.load(os.path.join(folder, "districts.gpkg"), "district")
        if points != "-":
            cluster.load(points, "point")
            seconds["tally"], found = cluster.timed(TALLY, runs)
            rows["tally"] = {code: {"count": int(count), "weight": float(weight)} for code, count, weight in found}
        for path in sys.argv[6:]:
            table = os.path.splitext(os.path.basename(path))[0]
            cluster.load(path, table)
            for way, query in COVERAGE.items():
                took, found = cluster.timed(query.format(table=table, radius=radius, segments=segments), min(runs, 3))
                notes[f"{table}, {way}"] = took
                if table not in seconds or took < seconds[table]:
                    seconds[table] = took
                    rows[table] = {code: {"covered_m2": float(area)} for code, area in found}
    print(json.dumps({"seconds": seconds, "rows": rows, "notes": notes}))


main()
