#!/usr/bin/env python3
"""Writes docs/systems.md: what every system of the source documents is in this project, from data/systems.csv, the
plugins' manifests and their expected.csv. --check compares instead and exits 1 where the page is another."""
import csv
import json
import pathlib
import sys

root = pathlib.Path(__file__).resolve().parent.parent
page = root / "docs" / "systems.md"

HEAD = """# The systems of the source documents

Each system that the five source documents describe, and where it lives: the plugin, its tables (what can be held,
entered, taken in and listed), rules (what is checked), views (`chiiki view`) and how many lines of the plugin's
`expected.csv` hold it to the documents' facts. Code: lines of C++ of the plugin, shared by all its systems; 0 = the
manifest alone.

Made from `data/systems.csv` by `python3 docs/make_systems_page.py`; a test fails where a system lacks its plugin, table,
view or an expectation that holds.

"""


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def code_lines(plugin):
    return sum(len(path.read_text(encoding="utf-8").splitlines())
               for pattern in ("*.cpp", "*.h") for path in (root / "plugins" / plugin).glob(pattern))


def text():
    systems = rows_of(root / "data" / "systems.csv")
    expected = {}
    titles = {}
    for plugin in sorted({row["plugin"] for row in systems}):
        manifest = json.loads((root / "plugins" / plugin / "plugin.json").read_text(encoding="utf-8"))
        titles[plugin] = manifest["title"]["ja"]
        for row in rows_of(root / "plugins" / plugin / "expected.csv"):
            for system in filter(None, (word.strip() for word in row["system"].split(";"))):
                expected[system] = expected.get(system, 0) + 1
    def listed(cell):
        return ", ".join(f"`{word}`" for word in cell.split(";") if word) or "-"
    lines = ["| id | system | document | plugin | tables | rules | views | expectations | code |",
             "| --- | --- | --- | --- | --- | --- | --- | ---: | ---: |"]
    for row in systems:
        plugin = row["plugin"]
        lines.append(f"| {row['id']} | {row['name_ja']} ({row['name_en']}) | {row['document']} | "
                     f"{titles[plugin]} `{plugin}` | {listed(row['table'])} | {listed(row['rule'])} | "
                     f"{listed(row['view'])} | {expected.get(row['id'], 0)} | {code_lines(plugin)} |")
    plain = sum(code_lines(row["plugin"]) == 0 for row in systems)
    return HEAD + "\n".join(lines) + f"\n\n{len(systems)} systems, {plain} of them without a line of code.\n"


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        if not page.exists() or page.read_text(encoding="utf-8") != text():
            sys.exit(f"{page} is not what data/systems.csv says; run: python3 docs/make_systems_page.py")
    else:
        page.write_text(text(), encoding="utf-8")
