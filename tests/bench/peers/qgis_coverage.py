"""Area of each district within RADIUS metres of a facility: FACILITIES AREAS RADIUS SEGMENTS (to a quarter circle).
Buffers dissolved, then intersected with the districts, as the user of QGIS does it."""
import sys

from qgis_session import answer, in_qgis, open_layer, timed


def coverage(run):
    facilities = open_layer(sys.argv[1], "facilities")
    areas = open_layer(sys.argv[2], "areas")

    def cover():
        reach = run("native:buffer", {"INPUT": facilities, "DISTANCE": float(sys.argv[3]), "SEGMENTS": int(sys.argv[4]),
                                      "DISSOLVE": True, "OUTPUT": "memory:"})["OUTPUT"]
        parts = run("native:intersection", {"INPUT": areas, "OVERLAY": reach, "OUTPUT": "memory:"})["OUTPUT"]
        covered = {}
        for feature in parts.getFeatures():
            covered[feature["code"]] = covered.get(feature["code"], 0) + feature.geometry().area()
        return covered

    seconds, covered = timed(cover)
    answer(seconds={"coverage": seconds}, rows={code: {"covered_m2": area} for code, area in covered.items()})


in_qgis(coverage, processing=True)
