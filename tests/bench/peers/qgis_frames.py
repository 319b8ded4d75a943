"""Frames of 1920x1080 at the extent of the city: LAYER_FILE AREAS RUNS [PICTURE]. The layer is drawn over the districts;
the first frame stands apart, the median is of the others."""
import statistics
import sys

from qgis_session import answer, in_qgis, map_settings, open_layer, render, timed


def frames():
    layer = open_layer(sys.argv[1], "dense")
    areas = open_layer(sys.argv[2], "areas")
    settings = map_settings([layer, areas], areas.extent(), areas.crs())
    seconds = []
    for _ in range(int(sys.argv[3]) + 1):
        one, image = timed(lambda: render(settings))
        seconds.append(one)
    if len(sys.argv) > 4:
        image.save(sys.argv[4])
    answer(seconds={"first": seconds[0], "frame": statistics.median(seconds[1:])})


in_qgis(frames)
