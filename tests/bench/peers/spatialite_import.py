"""A register in a table taken into SpatiaLite as it is usually done: CSV WORKSPACE DATABASE. ogr2ogr reads the table into
a database with a spatial index, then SQL joins its points to the workspace's districts and keeps what each is in."""
import json
import os
import sqlite3
import subprocess
import sys
import time

JOIN = """CREATE TABLE placed AS SELECT p.ogc_fid AS row, d.code AS district_code FROM district d JOIN point p
    ON p.ROWID IN (SELECT rowid FROM SpatialIndex WHERE f_table_name = 'point' AND search_frame = d.geom)
    AND ST_Contains(d.geom, p.geom)"""


def main():
    table, workspace, database = sys.argv[1:4]
    if os.path.exists(database):
        os.remove(database)
    seconds = {}
    start = time.perf_counter()
    subprocess.run(["ogr2ogr", "-f", "SQLite", "-dsco", "SPATIALITE=YES", database, table, "-nln", "point", "-oo",
                    "X_POSSIBLE_NAMES=経度", "-oo", "Y_POSSIBLE_NAMES=緯度", "-a_srs", "EPSG:6668", "-lco",
                    "GEOMETRY_NAME=geom", "-gt", "unlimited"], check=True)
    subprocess.run(["ogr2ogr", "-update", database, workspace, "district", "-nln", "district", "-lco",
                    "GEOMETRY_NAME=geom"], check=True)
    seconds["load"] = time.perf_counter() - start
    connection = sqlite3.connect(database)
    connection.enable_load_extension(True)
    connection.load_extension("mod_spatialite")
    start = time.perf_counter()
    with connection:
        connection.execute(JOIN)
    seconds["join"] = time.perf_counter() - start
    rows = dict(connection.execute("SELECT district_code, count(*) FROM placed GROUP BY district_code").fetchall())
    total = connection.execute("SELECT count(*) FROM point").fetchone()[0]
    print(json.dumps({"seconds": seconds, "rows": rows, "notes": {"rows": total}}))


main()
