"""The rows of the table: each function measures one kind of work and gives its comparisons."""
import contextlib
import csv
import io
import json
import math
import os
import re
import shutil
import sqlite3
import statistics
import struct

import session
from inputs import CENTRES, RADIUS_M, SEGMENTS
from process import Failed, in_turn, peer, run
from register import bulk_import
from table import Row
from window import Display, watch_in_turn

MISSING = "not installed; `./dev bench --peers`"


def counts_of(output):
    """code -> count and weight, from the CSV of `chiiki tally`."""
    return {row["code"]: {"count": float(row["count"]), "weight": float(row["weight"])}
            for row in csv.DictReader(io.StringIO(output))}


def differing_counts(name, ours, theirs):
    bad = [code for code, values in theirs.items()
           if code not in ours or any(ours[code][key] != value for key, value in values.items())]
    return [f"{name} counts otherwise in {', '.join(sorted(bad))}"] if bad else []


def differing_areas(name, ours, theirs):
    """Chords lie inside the circles. What they leave out lies along the arcs that bound the union, whose sectors do not
    overlap: of the union as of a circle. Twice that, since a sector may lie outside the districts with its arc inside."""
    angle = 2 * math.pi / (4 * SEGMENTS)
    lost_share = 1 - math.sin(angle) / angle
    less = {code: ours[code]["covered_m2"] - theirs.get(code, {"covered_m2": 0})["covered_m2"] for code in ours}
    allowed = 2 * lost_share * sum(values["covered_m2"] for values in ours.values())
    # A square metre for the rounding of both in districts of 10^8.
    if min(less.values()) < -1 or sum(less.values()) > allowed + 1:
        return [f"{name}'s areas differ by {-sum(less.values()):+.0f} m2 in all"]
    return []


def tally(inputs):
    kernels = inputs.kernels("tally")
    ours = kernels["seconds"]["tally"]
    work = f"tally in memory, {inputs.points:,} points, index included"
    found = kernels["rows"]["tally"]
    rows = [Row(work, ours, "GEOS STRtree + prepared, 1 thread", kernels["seconds"]["tally_geos"], 20,
                note="ours uses all cores"),
            Row(work, ours, "the same, 2 threads", kernels["seconds"]["tally_geos_2"], 20)]
    if inputs.postgis:
        rows.append(Row(work, ours, "PostGIS join, loaded and indexed before", inputs.postgis["seconds"]["tally"], 300,
                        wrong=differing_counts("PostGIS", found, inputs.postgis["rows"]["tally"])))
    else:
        rows.append(Row(work, ours, "PostGIS join", None, 300, note=MISSING))
    if inputs.spatialite:
        rows.append(Row(work, ours, "SpatiaLite SQL, indexed before", inputs.spatialite["seconds"]["tally"],
                        wrong=differing_counts("SpatiaLite", found, inputs.spatialite["rows"]["tally"])))
    else:
        rows.append(Row(work, ours, "SpatiaLite SQL", None, note=MISSING))
    return rows


def tally_command(inputs, points):
    return inputs.chiiki("tally", inputs.points_file(points), "--areas", inputs.districts(), "--code", "code", "--weight",
                         "weight", "--format", "csv")


def tally_file(inputs):
    points = inputs.points_file(inputs.points)
    commands = {"ours": tally_command(inputs, inputs.points)}
    if inputs.installed.qgis:
        commands["qgis"] = peer("qgis_tally.py", points, inputs.districts())
    taken = in_turn(inputs.runs, **commands)
    ours = taken["ours"]
    work = f"`chiiki tally`, {inputs.points:,} points from a GeoPackage, whole process"
    memory = f"{ours.peak_mb:.0f} MB"
    if "qgis" not in taken:
        return [Row(work, ours.seconds, "QGIS script", None, 20, note=MISSING)]
    theirs = taken["qgis"]
    checked = run(peer("qgis_tally.py", points, inputs.districts(), "--counts")).answer()
    wrong = differing_counts("QGIS", counts_of(ours.output), checked["rows"])
    inside = theirs.answer()["seconds"]["tally"]
    return [Row(work, ours.seconds, "QGIS script, whole process", theirs.seconds, 20, wrong=wrong,
                note=f"{memory} against {theirs.peak_mb:.0f} MB; QGIS's algorithm alone {inside:.3g} s")]


def growth(inputs):
    few, many = inputs.points, 10 * inputs.points
    taken = in_turn(max(2, inputs.runs // 2), few=tally_command(inputs, few), many=tally_command(inputs, many))
    ratio = taken["many"].seconds / taken["few"].seconds
    memory = taken["many"].peak_mb / taken["few"].peak_mb
    total = sum(row["count"] for row in counts_of(taken["many"].output).values())
    wrong = [] if total == many else [f"{total:.0f} points counted of {many}"]
    return [Row(f"`chiiki tally`, {many:,} points", taken["many"].seconds, f"the same of {few:,} points",
                taken["few"].seconds, wrong=wrong, reached=ratio <= 11 and memory <= 1.25,
                note=f"{ratio:.3g} times the time for 10 times the points; peak {taken['few'].peak_mb:.0f} MB -> "
                     f"{taken['many'].peak_mb:.0f} MB; goal: linear, memory bounded")]


def coverage(inputs):
    kernels = inputs.kernels("coverage")
    rows = []
    for count in (200, 20000):
        ours = kernels["seconds"][f"coverage_{count}"]
        found = kernels["rows"][f"coverage_{count}"]
        work = f"coverage of {count:,} facilities, {RADIUS_M} m, area by district"

        def row(title, seconds, theirs, goal=None, note=""):
            return Row(work, ours, title, seconds, goal, note=note, wrong=differing_areas(title, found, theirs))

        if inputs.postgis:
            name = f"facilities_{count}"
            rows.append(row("PostGIS", inputs.postgis["seconds"][name], inputs.postgis["rows"][name], 10,
                            "the quicker of two queries"))
        else:
            rows.append(Row(work, ours, "PostGIS", None, 10, note=MISSING))
        rows.append(Row(work, ours, "GEOS in memory, 1 thread", kernels["seconds"][f"coverage_geos_{count}"]))
        if inputs.spatialite and count == 200:
            rows.append(row("SpatiaLite SQL", inputs.spatialite["seconds"]["coverage"], inputs.spatialite["rows"]["coverage"]))
        elif count == 200:
            rows.append(Row(work, ours, "SpatiaLite SQL", None, note=MISSING))
        if inputs.installed.qgis:
            answer = run(peer("qgis_coverage.py", inputs.facilities(count), inputs.districts(), RADIUS_M, SEGMENTS)).answer()
            rows.append(row("QGIS, its algorithms alone", answer["seconds"]["coverage"], answer["rows"]))
        else:
            rows.append(Row(work, ours, "QGIS", None, note=MISSING))
    few, many = kernels["seconds"]["coverage_200"], kernels["seconds"]["coverage_20000"]
    rows.append(Row("coverage of 20,000 facilities", many, "ours of 200", few, reached=many / few <= 150,
                    note=f"{many / few:.3g} times the time for 100 times the facilities; goal: near-linear"))
    return rows


def city_map(inputs):
    work = "`chiiki map` of the real city's coverage, 1920x1080 PNG, whole process"
    pictures = {name: os.path.join(inputs.data, f"city_map_{name}.png") for name in ("ours", "qgis")}
    commands = {"ours": inputs.chiiki("map", inputs.workspace, "--coverage", f"{CENTRES}:{RADIUS_M}", "--size", "1920x1080",
                                      "--out", pictures["ours"])}
    if inputs.installed.qgis:
        commands["qgis"] = peer("qgis_city_map.py", inputs.workspace, CENTRES, RADIUS_M, pictures["qgis"])
    taken = in_turn(inputs.runs, **commands)
    ours = taken["ours"]
    if "qgis" not in taken:
        return [Row(work, ours.seconds, "headless QGIS script", None, 8, note=MISSING)]
    covered = run(inputs.chiiki("coverage", inputs.workspace, "--kind", CENTRES, "--radius", RADIUS_M, "--format", "csv"))
    by_code = {row["district_code"]: row for row in csv.DictReader(io.StringIO(covered.output))}
    wrong = []
    for code, values in taken["qgis"].answer()["rows"].items():
        for key, value in values.items():
            # Shares: their chords, and whether a block's share is taken of its outline or of what is left of it.
            if abs(float(by_code[code][key]) - value) > 1e-3:
                wrong.append(f"QGIS has {value:.4f} as {key} of {code}, ours is {float(by_code[code][key]):.4f}")
    startup = run(peer("qgis_startup.py")).seconds
    return [Row(work, ours.seconds, "headless QGIS script, map without legend and inset", taken["qgis"].seconds, 8,
                wrong=wrong, note=f"{ours.peak_mb:.0f} MB against {taken['qgis'].peak_mb:.0f} MB; of QGIS's time "
                                  f"{startup:.3g} s is its start")]


def standard_numbers(root):
    """The indicators of the standard template, each once."""
    with open(os.path.join(root, "data", "karte", "standard.json"), encoding="utf-8") as text:
        plan = json.load(text)
    slots = [slot for column in plan["columns"] for slot in column]
    return list(dict.fromkeys(plan["key_figures"] + [one for slot in slots for one in slot.get("indicators", [])]))


def karte(inputs):
    work = "`chiiki karte`: 21 pages as PDF, first time, whole process"
    files = {name: os.path.join(inputs.data, f"karte_{name}.pdf") for name in ("ours", "qgis")}

    def printing(workspace, *more):
        return inputs.chiiki("karte", workspace, "--out", files["ours"], *more)

    commands = {"ours": printing(inputs.workspace, "--fresh")}
    if inputs.installed.qgis:
        numbers = os.path.join(inputs.data, "karte_numbers.csv")
        run(inputs.chiiki("table", inputs.workspace, "--indicator", ",".join(standard_numbers(inputs.root)), "--format", "csv",
                          "--out", numbers))
        texts = os.path.join(inputs.data, "karte_texts.xlsx")
        run(inputs.chiiki("karte", inputs.workspace, "--xlsx", texts))
        commands["qgis"] = peer("qgis_karte.py", inputs.workspace, numbers, texts, CENTRES, RADIUS_M, files["qgis"])
    taken = in_turn(max(2, inputs.runs // 2), **commands)
    size_kb = os.path.getsize(files["ours"]) / 21 / 1000
    first = [Row(work, taken["ours"].seconds, "QGIS atlas of a comparable page", None, 8, note=MISSING)]
    if "qgis" in taken:
        theirs = taken["qgis"]
        first = [Row(work, taken["ours"].seconds, "QGIS atlas of a comparable page, whole process", theirs.seconds, 8,
                     note=f"QGIS's export alone {theirs.answer()['seconds']['export']:.3g} s, "
                          f"{os.path.getsize(files['qgis']) / 1e6:.1f} MB; ours {21 * size_kb / 1000:.1f} MB")]
    changed = os.path.join(inputs.data, "karte.chiiki")
    shutil.copy(inputs.workspace, changed)
    # A clinic and back by 100 m. The first change of a workspace made of older data also sets its year on every page.
    with contextlib.closing(sqlite3.connect(changed)) as file:
        clinic, place = file.execute("select id, place from facility where kind = 'clinic' and district_code = '06' "
                                     "order by id limit 1").fetchone()
    lon, lat = struct.unpack_from("<dd", place, 43)  # after the box of SpatiaLite's point

    def moved(by):
        run(inputs.chiiki("facility", "move", changed, "--id", clinic, "--kind", "clinic", "--lon", str(lon + by), "--lat",
                          str(lat)))

    moved(0.001)
    run(printing(changed))
    unchanged = in_turn(inputs.runs, ours=printing(changed))["ours"]
    after = []
    for index in range(inputs.runs):
        moved(0.001 * (index % 2))
        after.append(run(printing(changed)))
    return first + [
        Row("the same, nothing changed", unchanged.seconds, limit_s=0.5),
        Row("the same, one clinic moved by 100 m", statistics.median(one.seconds for one in after), limit_s=0.5,
            note=f"{re.findall('[0-9]+', after[-1].said.strip().split(chr(10))[-1])[1]} of 21 pages drawn"),
        Row("size of one page", None, reached=size_kb < 300, note=f"{size_kb:.0f} kB; goal 300 kB")]


def frames(inputs):
    seconds = inputs.kernels("frames")["seconds"]
    dense = {"segments": ("165,000 segments", inputs.roads(), "road", 0.060),
             "points": (f"{inputs.points:,} points", inputs.points_file(inputs.points), "point", 0.100)}
    rows = []
    for kind, (what, path, layer, limit_s) in dense.items():
        ours = seconds[f"frame_{kind}"]
        work = f"a frame of 1920x1080 at city extent with {what}"
        first = f"our first frame {seconds[f'frame_{kind}_first'] * 1000:.0f} ms"
        if inputs.installed.qgis:
            theirs = run(peer("qgis_frames.py", path, inputs.districts(), inputs.runs)).answer()["seconds"]["frame"]
            rows.append(Row(work, ours, "QGIS", theirs, limit_s=limit_s, note=first))
        else:
            rows.append(Row(work, ours, "QGIS", None, limit_s=limit_s, note=MISSING))
        if inputs.installed.mapnik:
            theirs = run(peer("mapnik_frames.py", path, layer, inputs.districts(), 1)).answer()["seconds"]["frame"]
            rows.append(Row(work, ours, "mapnik", theirs, limit_s=limit_s))
        else:
            rows.append(Row(work, ours, "mapnik", None, limit_s=limit_s, note=MISSING))
    return rows


def dev_run(inputs):
    folder = os.path.join(inputs.data, "run")
    totals, parts = [], {}
    for _ in range(inputs.runs):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        workspace = os.path.join(folder, "yamaguchi.chiiki")
        steps = {"new": inputs.chiiki("new", workspace, "--pack", inputs.pack, "--replace"),
                 "sample": inputs.chiiki("sample", "add", workspace),
                 "coverage": inputs.chiiki("coverage", workspace, "--kind", CENTRES, "--radius", RADIUS_M)}
        for kind in ("png", "svg", "pdf"):
            steps[kind] = inputs.chiiki("map", workspace, "--coverage", f"{CENTRES}:{RADIUS_M}", "--out",
                                        os.path.join(folder, f"coverage_map.{kind}"))
        taken = {name: run(command).seconds for name, command in steps.items()}
        totals.append(sum(taken.values()))
        parts = taken
    detail = ", ".join(f"{name} {one:.2g} s" for name, one in parts.items())
    return [Row("`./dev run` after the build: workspace, table, three maps", sorted(totals)[len(totals) // 2], limit_s=2,
                note=f"last run: {detail}")]


def overlays(inputs):
    answer = inputs.kernels("overlays")
    taken, count = answer["seconds"], int(answer["notes"]["overlays_count"])
    host = inputs.kernels("spawn")["notes"]["spawn_host_ms"] / 1000
    return [Row("all overlays of the real city, cold, two cores", taken["overlays_cold"], limit_s=0.6,
                note=f"{count} of them, executables and all"),
            Row("the same asked again in the process", taken["overlays_unchanged"], limit_s=0.03),
            Row("the same after one row was entered, results kept", taken["overlays_row_edited"], limit_s=0.05),
            Row("the host's cost for one executable beside its own work", host, limit_s=0.008),
            Row("100 plugins of one table: listed", taken["plugins_listed"], limit_s=0.1,
                note=f"computed too: {taken['plugins_computed'] * 1000:.0f} ms")]


def version(inputs):
    if not shutil.which("ogrinfo"):
        ours = in_turn(10, ours=inputs.chiiki("--version"))["ours"]
        return [Row("`chiiki --version`", ours.seconds, "`ogrinfo --version`", None, 1 / 1.3, note=MISSING)]
    taken = in_turn(20, ours=inputs.chiiki("--version"), ogrinfo=["ogrinfo", "--version"])
    return [Row("`chiiki --version`", taken["ours"].seconds, "`ogrinfo --version`", taken["ogrinfo"].seconds, 1 / 1.3,
                note="goal: within 1.3 times")]


def window(inputs):
    work = "window from its start to the finished map of the real city"
    if not shutil.which("Xvfb"):
        return [Row(work, None, "QGIS's window", None, note="Xvfb is not installed")]
    commands = {"ours": [inputs.program("chiiki-workbench"), inputs.workspace]}
    if inputs.installed.qgis and shutil.which("qgis"):
        project = os.path.join(inputs.data, "yamaguchi.qgs")
        run(peer("qgis_project.py", inputs.workspace, project))
        # The round that is not timed makes its profile, as a new installation does, plugins and all.
        profile = os.path.join(inputs.data, "qgis_profile")
        shutil.rmtree(profile, ignore_errors=True)
        commands["qgis"] = ["qgis", "--noversioncheck", "--profiles-path", profile, "--project", project]
    seen = watch_in_turn(max(3, inputs.runs // 2), os.path.join(inputs.data, "window"), **commands)
    ours, theirs = seen["ours"], seen.get("qgis")
    rows = [Row(work, ours.first_s, limit_s=0.5, note="under Xvfb, by its own event log"),
            Row("the same with the findings of all themes", ours.seconds, note="to the last change of the screen")]
    if not theirs:
        return rows + [Row(work, ours.first_s, "QGIS's window", None, 8, note=MISSING)]
    return rows + [
        Row(work, ours.first_s, "QGIS's window with districts, names, facilities and routes", theirs.seconds, 8,
            note="to the last change of the screen"),
        Row("memory of the window with the real city, all themes computed", None, "QGIS's window", None,
            reached=ours.peak_mb < 200, note=f"{ours.peak_mb:.0f} MB against {theirs.peak_mb:.0f} MB at most; goal 200 MB")]


def desk(inputs):
    if not shutil.which("Xvfb") or not shutil.which("xdotool"):
        return [Row("the window under a planner's hand", None, note="Xvfb or xdotool is not installed")]
    workspace = os.path.join(inputs.data, "desk.chiiki")
    run(inputs.chiiki("new", workspace, "--pack", inputs.pack, "--replace"))
    run(inputs.chiiki("sample", "add", workspace))  # years to walk over
    taken, peak_mb = session.sat_at(inputs.program("chiiki-workbench"), workspace)

    def row(what, name, limit_s, share=0.95):
        values = taken[name]
        return Row(what, session.nth(values, share) / 1000, limit_s=limit_s,
                   note=f"95th percentile of {len(values)}, median {session.nth(values, 0.5):.3g} ms")

    return [row("from a click to the map with the selection", "selection", 0.05),
            row("from the pointer to the map with the hover", "hover", 0.033),
            row("from a key to the map of another year, seen before", "year", 0.1),
            row("a frame while the map is moved and zoomed, everything on", "move", 0.033),
            row("a frame while streets, census blocks and all facilities are moved", "streets_move", 0.033),
            row("streets, census blocks and all facilities drawn exactly after each move", "streets", 0.15),
            Row("memory of the window after all that", None, reached=peak_mb < 200,
                note=f"{peak_mb:.0f} MB at most; goal 200 MB")]


def large_city(inputs):
    work = "a made city of 1,936 areas and 1,000,000 facilities"
    if not shutil.which("Xvfb") or not shutil.which("xdotool"):
        return [Row(work, None, note="Xvfb or xdotool is not installed")]
    command = [inputs.program("chiiki-workbench"), inputs.large_city()]
    seen = []
    for _ in range(3):  # the first for the caches
        with Display() as display:
            seen.append(display.watch(command, drive=session.moved, is_still=False))
    frames = [ms for one in seen[1:] for ms in one.driven["move"]]
    return [Row(f"{work}: from the window's start to its finished map", min(one.first_s for one in seen[1:]), limit_s=3,
                note=f"by its own event log, the better of two; {max(one.peak_mb for one in seen):.0f} MB at most"),
            Row("a frame while its map is moved and zoomed", session.nth(frames, 0.95) / 1000, limit_s=0.033,
                note=f"while its themes are computed; 95th percentile of {len(frames)}, "
                     f"median {session.nth(frames, 0.5):.3g} ms")]


def guarded(work):
    """A program that fails costs its own rows, not the page."""

    def measure(inputs):
        try:
            return work(inputs)
        except Failed as failure:
            return [Row(work.__name__, None, wrong=[str(failure)])]

    return measure


ROWS = {work.__name__: guarded(work)
        for work in (tally, tally_file, growth, coverage, bulk_import, city_map, karte, frames, overlays, dev_run, version,
                     window, desk, large_city)}
