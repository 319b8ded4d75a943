"""SpatiaLite SQL with its spatial index: DATA_FOLDER POINTS_FILE FACILITIES_FILE RADIUS SEGMENTS. The tables are
loaded once into spatialite.sqlite in DATA_FOLDER."""
import json
import os
import sqlite3
import subprocess
import sys
import time

TALLY = """SELECT d.code, count(*), sum(p.weight) FROM district d JOIN point p
    ON p.ROWID IN (SELECT rowid FROM SpatialIndex WHERE f_table_name = 'point' AND search_frame = d.geom)
    AND ST_Contains(d.geom, p.geom) GROUP BY d.code ORDER BY d.code"""
COVERAGE = """WITH reach AS MATERIALIZED (SELECT ST_Union(ST_Buffer(geom, {radius}, {segments})) AS geom FROM facility)
    SELECT d.code, ST_Area(ST_Intersection(d.geom, reach.geom)) FROM district d, reach ORDER BY d.code"""


def main():
    folder, points, facilities, radius, segments = sys.argv[1:6]
    name = os.path.splitext(os.path.basename(points))[0]
    database = os.path.join(folder, f"spatialite_{name}.sqlite")
    if not os.path.exists(database):
        part = database + ".part.sqlite"
        tables = {"district": os.path.join(folder, "districts.gpkg"), "point": points, "facility": facilities}
        for table, path in tables.items():
            made = ["-f", "SQLite", "-dsco", "SPATIALITE=YES"] if table == "district" else ["-update"]
            subprocess.run(["ogr2ogr", *made, part, path, "-nln", table, "-lco", "GEOMETRY_NAME=geom", "-gt", "unlimited"],
                           check=True)
        os.rename(part, database)
    connection = sqlite3.connect(database)
    connection.enable_load_extension(True)
    connection.load_extension("mod_spatialite")
    seconds, rows = {}, {}
    start = time.perf_counter()
    rows["tally"] = {code: {"count": count, "weight": weight} for code, count, weight in connection.execute(TALLY)}
    seconds["tally"] = time.perf_counter() - start
    start = time.perf_counter()
    covered = connection.execute(COVERAGE.format(radius=float(radius), segments=int(segments))).fetchall()
    seconds["coverage"] = time.perf_counter() - start
    rows["coverage"] = {code: {"covered_m2": area or 0} for code, area in covered}
    version = connection.execute("SELECT spatialite_version()").fetchone()[0]
    print(json.dumps({"seconds": seconds, "rows": rows, "notes": {"version": version}}))


main()
