"""A project of the workspace's layers for QGIS's window: WORKSPACE PROJECT_FILE. Districts with their names,
routes and facilities, in the plane: what our window shows of the city at its start."""
import sys

from qgis.core import QgsCoordinateReferenceSystem, QgsPalLayerSettings, QgsProject, QgsReferencedRectangle
from qgis.core import QgsVectorLayerSimpleLabeling

from qgis_session import answer, in_qgis, open_layer


def make_project():
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:6671"))
    districts = open_layer(f"{sys.argv[1]}|layername=district", "district")
    labels = QgsPalLayerSettings()
    labels.fieldName = "name"
    districts.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    districts.setLabelsEnabled(True)
    facilities = open_layer(f"{sys.argv[1]}|layername=facility", "facility")
    routes = open_layer(f"{sys.argv[1]}|layername=route", "route")
    project.addMapLayers([facilities, routes, districts])
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(districts.extent(), districts.crs()))
    if not project.write(sys.argv[2]):
        sys.exit(f"QGIS cannot write {sys.argv[2]}: {project.error()}")
    project.clear()
    answer(project=sys.argv[2])


in_qgis(make_project)
