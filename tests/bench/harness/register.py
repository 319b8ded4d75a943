"""A made register of things in the city, taken into a workspace, against what GDAL and SpatiaLite do with it."""
import contextlib
import os
import random
import sqlite3

from process import in_turn, peer, run
from table import Row

KINDS = ("空き家", "防犯灯", "消火栓", "掲示板", "ごみ集積所")
REMARKS = ("自治会管理", "要点検", "令和５年度更新", "道路沿い", "私有地内", "写真あり", "連絡先は台帳を参照", "電柱に添架")
FRESH_IMPORT = 'cp "$2" "$3" && exec "$1" import "$3" "$4"'


def made_table(path, count):
    """Name, kind, latitude, longitude and remark; three rows of a thousand have no usable position: exchanged, blank, a
    word or zero."""
    chance = random.Random(count)
    with open(path + ".part", "w", encoding="utf-8") as file:
        file.write("名称,種類,緯度,経度,備考\n")
        for number in range(1, count + 1):
            latitude = f"{34.178 + chance.gauss(0, 0.06):.6f}"
            longitude = f"{131.47 + chance.gauss(0, 0.08):.6f}"
            fault = chance.random()
            if fault < 0.001:
                latitude, longitude = longitude, latitude
            elif fault < 0.002:
                latitude = longitude = ""
            elif fault < 0.0025:
                latitude = "不明"
            elif fault < 0.003:
                latitude = longitude = "0"
            file.write(f"{chance.choice(KINDS)}{number:07d}号,{chance.choice(KINDS)},{latitude},{longitude},"
                       f"{chance.choice(REMARKS)}・{chance.choice(REMARKS)}\n")
    os.rename(path + ".part", path)


def counts_of(workspace):
    """Of what the last step brought: by district, and in all."""
    with contextlib.closing(sqlite3.connect(workspace)) as file:
        edition = file.execute("SELECT edition FROM journal ORDER BY id DESC LIMIT 1").fetchone()[0]
        by_district = dict(file.execute("SELECT district_code, count(*) FROM facility WHERE source_id = ? AND "
                                        "placement = 'district' GROUP BY district_code", (edition,)))
        total = file.execute("SELECT count(*) FROM facility WHERE source_id = ?", (edition,)).fetchone()[0]
    return by_district, total


def of_rows(inputs, count):
    table = os.path.join(inputs.data, f"register_{count}.csv")
    if not os.path.exists(table):
        made_table(table, count)
    workspace = os.path.join(inputs.data, f"register_{count}.chiiki")
    commands = {"ours": ["sh", "-c", FRESH_IMPORT, "sh", inputs.program("chiiki"), inputs.workspace, workspace, table]}
    if inputs.installed.spatialite:
        commands["peer"] = peer("spatialite_import.py", table, inputs.workspace,
                                os.path.join(inputs.data, f"register_{count}.sqlite"))
    taken = in_turn(max(2, inputs.runs // 2), **commands)
    ours = taken["ours"]
    work = f"`chiiki import` of a CSV with {count:,} positions, placed and journaled"
    by_district, total = counts_of(workspace)
    wrong = [] if total == count else [f"{total:,} rows are kept of {count:,}"]
    if "peer" not in taken:
        return [Row(work, ours.seconds, "ogr2ogr to SpatiaLite, join by SQL", None, 3, wrong=wrong,
                    note="not installed; `./dev bench --peers`")], workspace
    answer = taken["peer"].answer()
    if answer["rows"] != by_district:
        wrong.append("the peer counts otherwise by district")
    note = (f"{ours.peak_mb:.0f} MB against {taken['peer'].peak_mb:.0f} MB; of the peer's time "
            f"{answer['seconds']['load']:.3g} s is loading")
    return [Row(work, ours.seconds, "ogr2ogr to SpatiaLite with its index, join by SQL", taken["peer"].seconds, 3,
                wrong=wrong, note=note)], workspace


def bulk_import(inputs):
    few, _ = of_rows(inputs, inputs.points // 10)
    many, workspace = of_rows(inputs, inputs.points)
    again = run(inputs.chiiki("info", workspace))
    table = run(inputs.chiiki("table", workspace))
    return few + many + [
        Row(f"`chiiki info` of the workspace with the {inputs.points:,}", again.seconds, note=f"{again.peak_mb:.0f} MB"),
        Row(f"`chiiki table` of the workspace with the {inputs.points:,}", table.seconds,
            note=f"{table.peak_mb:.0f} MB")]
