"""A page a district as a user of QGIS makes it with an atlas: WORKSPACE KINDS RADIUS FILE.pdf. On each A4 page a map with
districts, blocks (ours: lines between towns), routes, the reach of the facilities of the kinds and all facilities, at a scale that fits the district; its
name, its facilities counted by kind, scale bar, legend and source. No scales with all districts, no tables of grants and
findings, no sentences, which `chiiki karte` also prints."""
import sys

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsPalLayerSettings,
    QgsUnitTypes,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QRectF

from qgis_session import answer, in_qgis, open_layer, timed

PLANE = QgsCoordinateReferenceSystem("EPSG:6671")
COUNTED = ["community_centre", "centre_branch", "shelter", "hospital", "clinic", "dentist", "school", "childcare", "library",
           "health_welfare", "roadside_station"]


def place(layout, item, x, y, width, height):
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(x, y, QgsUnitTypes.LayoutMillimeters))
    item.attemptResize(QgsLayoutSize(width, height, QgsUnitTypes.LayoutMillimeters))
    return item


def add_label(layout, text, x, y, width=90, height=8):
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    return place(layout, label, x, y, width, height)


def layers_of(run, workspace, kinds, radius):
    districts = open_layer(f"{workspace}|layername=district", "district")
    labels = QgsPalLayerSettings()
    labels.fieldName = "name"
    districts.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    districts.setLabelsEnabled(True)
    facilities = open_layer(f"{workspace}|layername=facility", "facility")
    routes = open_layer(f"{workspace}|layername=route", "route")
    centres = open_layer(f"{workspace}|layername=facility", "centres")
    centres.setSubsetString("kind IN ({})".format(",".join(f"'{kind}'" for kind in kinds.split(","))))
    plane = run("native:reprojectlayer", {"INPUT": centres, "TARGET_CRS": PLANE, "OUTPUT": "memory:"})["OUTPUT"]
    reach = run("native:buffer", {"INPUT": plane, "DISTANCE": radius, "SEGMENTS": 16, "DISSOLVE": True,
                                  "OUTPUT": "memory:"})["OUTPUT"]
    reach.setOpacity(0.3)
    blocks = open_layer(f"{workspace}|layername=demand_area(outline)", "blocks")
    return [facilities, routes, reach, districts, blocks]


def karte(run):
    workspace, kinds, radius, file = sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4]

    def work():
        project = QgsProject.instance()
        project.setCrs(PLANE)
        layers = layers_of(run, workspace, kinds, radius)
        project.addMapLayers(layers)
        layout = QgsPrintLayout(project)
        layout.initializeDefaults()
        layout.pageCollection().page(0).setPageSize("A4", 0)
        map_item = QgsLayoutItemMap(layout)
        map_item.attemptSetSceneRect(QRectF(8, 40, 96, 120))
        layout.addLayoutItem(map_item)
        map_item.setLayers(layers)
        map_item.setExtent(layers[3].extent())
        map_item.setAtlasDriven(True)
        map_item.setAtlasScalingMode(QgsLayoutItemMap.Auto)
        add_label(layout, "[% name %]  [% kana %]", 8, 10)
        for index, kind in enumerate(COUNTED):
            add_label(layout, f"{kind}: [% aggregate('facility', 'count', \"id\", \"kind\" = '{kind}' and "
                              f"\"district_code\" = attribute(@atlas_feature, 'code')) %]", 110, 40 + 8 * index)
        scale_bar = QgsLayoutItemScaleBar(layout)
        scale_bar.setLinkedMap(map_item)
        place(layout, scale_bar, 8, 162, 60, 12)
        legend = QgsLayoutItemLegend(layout)
        legend.setLinkedMap(map_item)
        place(layout, legend, 110, 150, 80, 60)
        add_label(layout, "出典: 国勢調査2020、山口市オープンデータ", 8, 280, 190)
        atlas = layout.atlas()
        atlas.setCoverageLayer(layers[3])
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
