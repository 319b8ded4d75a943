"""Starts QGIS with its processing algorithms and ends: what every script pays before its work begins."""
from qgis_session import answer, in_qgis, timed

seconds, _ = timed(lambda: in_qgis(lambda run: None, processing=True))
answer(seconds={"startup": seconds})
