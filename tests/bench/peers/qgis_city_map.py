"""The main job as a user of QGIS scripts it: WORKSPACE KINDS RADIUS PICTURE. Opens the workspace as it is, loads districts,
census blocks and the facilities of the kinds, reprojects them to the plane, buffers and dissolves the facilities,
measures the covered share of each district's area and of its people (by the covered area share of each block), counts
the facilities by district, and draws one map of 1920x1080: classes of the share, names, the facilities. No legend, title
or inset, which `chiiki map` also draws."""
import sys

from qgis.core import (
    QgsClassificationQuantile,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsField,
    QgsGradientColorRamp,
    QgsGraduatedSymbolRenderer,
    QgsPalLayerSettings,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QVariant
from qgis.PyQt.QtGui import QColor

from qgis_session import answer, in_qgis, map_settings, open_layer, render, timed

PLANE = QgsCoordinateReferenceSystem("EPSG:6671")


def covered_shares(run, workspace, kinds, radius):
    """Districts with `share`, `people_share` and `facilities`, and the facilities, both in the plane."""

    def loaded(layer):
        return run("native:reprojectlayer", {"INPUT": layer, "TARGET_CRS": PLANE, "OUTPUT": "memory:"})["OUTPUT"]

    all_facilities = open_layer(f"{workspace}|layername=facility", "facilities")
    all_facilities.setSubsetString("kind IN ({})".format(",".join(f"'{kind}'" for kind in kinds.split(","))))
    districts = loaded(open_layer(f"{workspace}|layername=district", "districts"))
    blocks = loaded(open_layer(f"{workspace}|layername=demand_area(outline)", "blocks"))
    facilities = loaded(all_facilities)
    reach = run("native:buffer", {"INPUT": facilities, "DISTANCE": radius, "SEGMENTS": 65, "DISSOLVE": True,
                                  "OUTPUT": "memory:"})["OUTPUT"]
    covered_districts = run("native:intersection", {"INPUT": districts, "OVERLAY": reach, "OUTPUT": "memory:"})["OUTPUT"]
    covered_blocks = run("native:intersection", {"INPUT": blocks, "OVERLAY": reach, "OUTPUT": "memory:"})["OUTPUT"]
    counted = run("native:countpointsinpolygon", {"POLYGONS": districts, "POINTS": facilities, "FIELD": "facilities",
                                                  "OUTPUT": "memory:"})["OUTPUT"]
    covered_m2 = {f["code"]: f.geometry().area() for f in covered_districts.getFeatures()}
    block_m2 = {f["key"]: f.geometry().area() for f in blocks.getFeatures()}
    people, covered_people = {}, {}
    for block in blocks.getFeatures(QgsFeatureRequest().setFlags(QgsFeatureRequest.NoGeometry)):
        people[block["district_code"]] = people.get(block["district_code"], 0) + block["people"]
    for block in covered_blocks.getFeatures():
        share = block.geometry().area() / block_m2[block["key"]]
        code = block["district_code"]
        covered_people[code] = covered_people.get(code, 0) + block["people"] * share
    counted.dataProvider().addAttributes([QgsField("share", QVariant.Double), QgsField("people_share", QVariant.Double)])
    counted.updateFields()
    share_at, people_at = counted.fields().indexOf("share"), counted.fields().indexOf("people_share")
    counted.dataProvider().changeAttributeValues({
        f.id(): {share_at: covered_m2.get(f["code"], 0) / f.geometry().area(),
                 people_at: covered_people.get(f["code"], 0) / people[f["code"]]} for f in counted.getFeatures()})
    return counted, facilities


def city_map(run):
    workspace, kinds, radius, picture = sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4]

    def work():
        districts, facilities = covered_shares(run, workspace, kinds, radius)
        renderer = QgsGraduatedSymbolRenderer("people_share")
        renderer.setClassificationMethod(QgsClassificationQuantile())
        renderer.updateClasses(districts, 5)
        renderer.updateColorRamp(QgsGradientColorRamp(QColor("#f7fbff"), QColor("#08306b")))
        districts.setRenderer(renderer)
        labels = QgsPalLayerSettings()
        labels.fieldName = "name"
        districts.setLabeling(QgsVectorLayerSimpleLabeling(labels))
        districts.setLabelsEnabled(True)
        image = render(map_settings([facilities, districts], districts.extent(), PLANE))
        if not image.save(picture):
            sys.exit(f"QGIS cannot write {picture}")
        return districts

    seconds, districts = timed(work)
    answer(seconds={"city_map": seconds},
           rows={f["code"]: {"covered_area_share": f["share"], "covered_population_share": f["people_share"],
                             "facilities": int(f["facilities"])} for f in districts.getFeatures()})


in_qgis(city_map, processing=True)
