"""Frames of 1920x1080 at the extent of the city by mapnik: LAYER_FILE LAYER_NAME AREAS RUNS [PICTURE]. As
qgis_frames.py."""
import json
import statistics
import sys
import time

import mapnik

layer_path, layer_name, areas_path, runs = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])


def add(page, name, path, symbolizer, **properties):
    symbol = symbolizer()
    for key, value in properties.items():
        setattr(symbol, key, value)
    rule = mapnik.Rule()
    rule.symbols.append(symbol)
    style = mapnik.Style()
    style.rules.append(rule)
    page.append_style(name, style)
    layer = mapnik.Layer(name)
    layer.datasource = mapnik.Ogr(file=path, layer=name)
    layer.styles.append(name)
    page.layers.append(layer)
    return layer


page = mapnik.Map(1920, 1080)
page.background = mapnik.Color("white")
areas = add(page, "district", areas_path, mapnik.LineSymbolizer, stroke=mapnik.Color("#606060"))
if layer_name == "point":
    add(page, layer_name, layer_path, mapnik.MarkersSymbolizer, fill=mapnik.Color("#1f5f8c"),
        width=mapnik.Expression("4"), height=mapnik.Expression("4"), allow_overlap=True)
else:
    add(page, layer_name, layer_path, mapnik.LineSymbolizer, stroke=mapnik.Color("#1f5f8c"))
page.zoom_to_box(areas.envelope())
seconds = []
for _ in range(runs + 1):
    image = mapnik.Image(1920, 1080)
    start = time.perf_counter()
    mapnik.render(page, image)
    seconds.append(time.perf_counter() - start)
if len(sys.argv) > 5:
    image.save(sys.argv[5])
print(json.dumps({"seconds": {"first": seconds[0], "frame": statistics.median(seconds[1:])}}))
