"""Points and their weights by district: POINTS AREAS [--counts], both files of one layer. The algorithm either counts
or sums a weight; only the sum is timed. --counts runs it again to check what `chiiki tally` gives at once."""
import sys

from qgis_session import answer, in_qgis, open_layer, timed


def tally(run):
    points = open_layer(sys.argv[1], "points")
    areas = open_layer(sys.argv[2], "areas")

    def count(weight):
        return run("native:countpointsinpolygon",
                   {"POLYGONS": areas, "POINTS": points, "WEIGHT": weight, "FIELD": "n", "OUTPUT": "memory:"})["OUTPUT"]

    seconds, weighted = timed(lambda: count("weight"))
    rows = {feature["code"]: {"weight": feature["n"]} for feature in weighted.getFeatures()}
    if "--counts" in sys.argv:
        for feature in count(None).getFeatures():
            rows[feature["code"]]["count"] = feature["n"]
    answer(seconds={"tally": seconds}, rows=rows)


in_qgis(tally, processing=True)
