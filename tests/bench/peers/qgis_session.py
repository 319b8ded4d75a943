"""QGIS without a window, for the scripts beside this file. Run them with /usr/bin/python3, whose qgis package it is."""
import gc
import json
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # noqa: E402  (the platform must be named first)
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402


def in_qgis(work, processing=False):
    """Starts QGIS, does work() or, with processing, work(run) where run(name, {...}) is one algorithm, and ends QGIS.
    Layers must be local to `work`: QGIS crashes at its end while one is alive."""
    application = QgsApplication([], False)
    application.initQgis()
    if processing:
        from qgis.analysis import QgsNativeAlgorithms

        QgsApplication.processingRegistry().addProvider(QgsNativeAlgorithms())
        sys.path.append("/usr/share/qgis/python/plugins")
        from processing import run

        work(run)
    else:
        work()
    gc.collect()
    application.exitQgis()


def open_layer(path, name="layer"):
    layer = QgsVectorLayer(path, name, "ogr")
    if not layer.isValid():
        sys.exit(f"QGIS cannot open {path}")
    return layer


def map_settings(layers, extent, crs, size=(1920, 1080)):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(crs)
    settings.setOutputSize(QSize(*size))
    settings.setExtent(extent)
    settings.setBackgroundColor(QColor("white"))
    settings.setFlag(QgsMapSettings.Antialiasing, True)
    settings.setFlag(QgsMapSettings.UseRenderingOptimization, True)
    return settings


def render(settings):
    """One frame as a window draws it: in QGIS's own threads, layer by layer."""
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def timed(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def answer(**parts):
    """The last line of every peer's output: one JSON object for run_bench."""
    print(json.dumps(parts, ensure_ascii=False), flush=True)
