"""A page a district as a user of QGIS makes it with an atlas: WORKSPACE TABLE.csv TEXTS.xlsx KINDS RADIUS FILE.pdf. On
each A4 page a map with districts, blocks (ours: lines between towns), routes by kind, the reach of the facilities of the
kinds with their names, and all facilities by kind, at a scale that fits the district; the whole city with the map's place in
it; the district's name, its facilities counted by kind, of each number of the table its value, rank and the districts' mean;
its sentences, rows and findings as tables, made ready in TEXTS.xlsx; scale bar, legend and source. No scales with all
districts and no lines over five years, which `chiiki karte` also draws, and no time for making the numbers and texts."""
import csv
import os
import sys

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsLayoutExporter,
    QgsLayoutFrame,
    QgsLayoutItemAttributeTable,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutMultiFrame,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsPrintLayout,
    QgsProject,
    QgsRendererCategory,
    QgsUnitTypes,
    QgsVectorLayerJoinInfo,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QRectF

from qgis_session import answer, in_qgis, open_layer, timed

PLANE = QgsCoordinateReferenceSystem("EPSG:6671")
COUNTED = {"community_centre": "square", "centre_branch": "square", "shelter": "triangle", "hospital": "cross_fill",
           "clinic": "circle", "dentist": "circle", "school": "star", "childcare": "circle", "library": "diamond",
           "health_welfare": "pentagon", "roadside_station": "hexagon"}

ROUTES = {"rail": "#444444", "bus": "#5b8def", "taxi": "#d4721a"}
os.environ["OGR_XLSX_HEADERS"] = "FORCE"  # of sheets of words alone GDAL makes no headers


def place(layout, item, x, y, width, height):
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(x, y, QgsUnitTypes.LayoutMillimeters))
    item.attemptResize(QgsLayoutSize(width, height, QgsUnitTypes.LayoutMillimeters))
    return item


def add_label(layout, text, x, y, width=90, height=8):
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    return place(layout, label, x, y, width, height)


def add_map(layout, layers, box):
    item = QgsLayoutItemMap(layout)
    item.attemptSetSceneRect(QRectF(*box))
    layout.addLayoutItem(item)
    item.setLayers(layers)
    item.setKeepLayerSet(True)
    return item


def add_rows(layout, layer, columns, box):
    """The rows of the page's district, as many as the box holds; `columns`: widths in mm by field."""
    table = QgsLayoutItemAttributeTable.create(layout)
    layout.addMultiFrame(table)
    table.setVectorLayer(layer)
    table.setDisplayedFields(list(columns))
    shown = table.columns()
    for column in shown:
        column.setWidth(columns[column.attribute()])
    table.setColumns(shown)
    table.setFilterFeatures(True)
    table.setFeatureFilter("\"地域コード\" = attribute(@atlas_feature, 'code')")
    table.setMaximumNumberOfFeatures(8)
    table.setWrapBehavior(QgsLayoutItemAttributeTable.WrapText)
    frame = QgsLayoutFrame(layout, table)
    frame.attemptSetSceneRect(QRectF(*box))
    table.addFrame(frame)
    table.setResizeMode(QgsLayoutMultiFrame.UseExistingFrames)


def outlined(layer, colour, width):
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_color": colour, "outline_width": str(width)})
    layer.renderer().setSymbol(symbol)


def layers_of(run, workspace, table, kinds, radius):
    districts = open_layer(f"{workspace}|layername=district", "district")
    outlined(districts, "#0b5cad", 0.4)
    labels = QgsPalLayerSettings()
    labels.fieldName = "name"
    districts.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    districts.setLabelsEnabled(True)
    numbers = open_layer(table, "numbers")
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(numbers)
    join.setJoinFieldName("district_code")
    join.setTargetFieldName("code")
    join.setPrefix("n_")
    join.setUsingMemoryCache(True)
    districts.addJoin(join)
    facilities = open_layer(f"{workspace}|layername=facility", "facility")
    facilities.setRenderer(QgsCategorizedSymbolRenderer("kind", [
        QgsRendererCategory(kind, QgsMarkerSymbol.createSimple({"name": shape, "size": "2.5"}), kind)
        for kind, shape in COUNTED.items()]))
    routes = open_layer(f"{workspace}|layername=route", "route")
    routes.setRenderer(QgsCategorizedSymbolRenderer("kind", [
        QgsRendererCategory(kind, QgsLineSymbol.createSimple({"line_color": colour, "line_width": "0.5"}), kind)
        for kind, colour in ROUTES.items()]))
    blocks = open_layer(f"{workspace}|layername=demand_area(outline)", "blocks")
    outlined(blocks, "#b8bec5", 0.1)
    centres = open_layer(f"{workspace}|layername=facility", "centres")
    centres.setSubsetString("kind IN ({})".format(",".join(f"'{kind}'" for kind in kinds.split(","))))
    names = QgsPalLayerSettings()
    names.fieldName = "name"
    centres.setLabeling(QgsVectorLayerSimpleLabeling(names))
    centres.setLabelsEnabled(True)
    plane = run("native:reprojectlayer", {"INPUT": centres, "TARGET_CRS": PLANE, "OUTPUT": "memory:"})["OUTPUT"]
    reach = run("native:buffer", {"INPUT": plane, "DISTANCE": radius, "SEGMENTS": 16, "DISSOLVE": True,
                                  "OUTPUT": "memory:"})["OUTPUT"]
    reach.setOpacity(0.3)
    return [centres, facilities, routes, districts, blocks, reach], numbers


def number_text(column):
    """Value, rank and mean, as expressions of the atlas."""
    field = f"n_{column}"
    own = f"to_real(attribute(@atlas_feature, '{field}'))"
    return (f"{column} [% round({own}, 1) %] "
            f"[% 1 + aggregate('district', 'count', \"code\", to_real(\"{field}\") > {own}) %]/21 "
            f"[% round(aggregate('district', 'mean', to_real(\"{field}\")), 1) %]")


def karte(run):
    workspace, table, texts, kinds, radius, file = *sys.argv[1:5], float(sys.argv[5]), sys.argv[6]
    with open(table, encoding="utf-8-sig") as text:
        header, *rows = csv.reader(text)
    columns = [name for index, name in enumerate(header[2:], 2)
               if not name.endswith("_absence") and any(row[index] for row in rows[:21])]

    def work():
        project = QgsProject.instance()
        project.setCrs(PLANE)
        layers, numbers = layers_of(run, workspace, table, kinds, radius)
        districts = layers[3]
        rows = {sheet: open_layer(f"{texts}|layername={sheet}", sheet) for sheet in ("文", "一覧", "気づき")}
        project.addMapLayers([*layers, numbers, *rows.values()])
        layout = QgsPrintLayout(project)
        layout.initializeDefaults()
        layout.pageCollection().page(0).setPageSize("A4", 0)
        map_item = add_map(layout, layers, (8, 40, 96, 100))
        map_item.setExtent(districts.extent())
        map_item.setAtlasDriven(True)
        map_item.setAtlasScalingMode(QgsLayoutItemMap.Auto)
        city = add_map(layout, [districts], (80, 142, 24, 30))
        city.zoomToExtent(city.mapSettings(districts.extent(), city.rect().size(), 96, False).layerExtentToOutputExtent(
            districts, districts.extent()))
        city.overview().setLinkedMap(map_item)
        add_label(layout, "[% name %]  [% kana %]", 8, 10)
        for index, kind in enumerate(COUNTED):
            add_label(layout, f"{kind}: [% aggregate('facility', 'count', \"id\", \"kind\" = '{kind}' and "
                              f"\"district_code\" = attribute(@atlas_feature, 'code')) %]", 8, 180 + 6 * index, 50)
        for index, column in enumerate(columns):
            add_label(layout, number_text(column), 108, 40 + 6 * index, 98)
        add_rows(layout, rows["文"], {"文": 192}, (8, 22, 194, 16))
        add_rows(layout, rows["一覧"], {"枠": 12, "表": 22, "内容": 45, "件数": 10}, (108, 180, 94, 40))
        add_rows(layout, rows["気づき"], {"重さ": 11, "文": 80}, (108, 222, 94, 56))
        scale_bar = QgsLayoutItemScaleBar(layout)
        scale_bar.setLinkedMap(map_item)
        scale_bar.setUnits(QgsUnitTypes.DistanceKilometers)
        scale_bar.setUnitsPerSegment(1)
        place(layout, scale_bar, 8, 142, 60, 12)
        legend = QgsLayoutItemLegend(layout)
        legend.setLinkedMap(map_item)
        place(layout, legend, 60, 178, 46, 60)
        add_label(layout, "出典: 国勢調査2020、山口市オープンデータ", 8, 280, 190)
        atlas = layout.atlas()
        atlas.setCoverageLayer(districts)
        atlas.setEnabled(True)
        settings = QgsLayoutExporter.PdfExportSettings()
        seconds, result = timed(lambda: QgsLayoutExporter.exportToPdf(atlas, file, settings))
        if result[0] != QgsLayoutExporter.Success:
            sys.exit(f"QGIS cannot write {file}: {result[1]}")
        pages = atlas.count()
        project.clear()
        return seconds, pages

    whole, (exported, pages) = timed(work)
    answer(seconds={"karte": whole, "export": exported}, pages=pages)


in_qgis(karte, processing=True)
