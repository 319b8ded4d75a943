#!/usr/bin/env python3
"""Writes docs/acceptance.md: which test holds which check of the window's acceptance list, from the tests' titles.
--check exits 1 instead where the page names a test that is not there, or a check has none."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
page = root / "docs" / "acceptance.md"

HEAD = """# The window's acceptance list

Each check of the list by its number, and the tests that hold the window to it. Those of `tests/acceptance` move a real
pointer and press real keys on an X server of their own (Xvfb, xdotool; skipped where they are missing), with the data of
Yamaguchi City, and keep their screenshots in `acceptance/` of the build folder. Those of `tests/workbench/desktop` send
events to the window on the offscreen platform.

Made from the titles of the tests by `python3 docs/make_acceptance_page.py`; a test fails where a check has no test, or the page
names one that is not there.

| check | what is seen | test |
| --- | --- | --- |
"""

# Of the whole list; what is tried out (33) comes with that part of the program.
CHECKS = set(range(1, 41)) - {33}

TITLE = re.compile(r'TEST_CASE\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+),')


def titles(path):
    for match in TITLE.finditer(path.read_text(encoding="utf-8")):
        yield "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', match.group(1)))


def rows():
    found = []
    for folder in ("tests/acceptance", "tests/workbench/desktop"):
        for path in sorted((root / folder).glob("*_test.cpp")):
            for title in titles(path):
                match = re.match(r"(?:check )?(\d+)(, job \d+)?: (.*)", title)
                job = re.match(r"job (\d+): (.*)", title)
                if match:
                    found.append((int(match.group(1)), match.group(2) or "", match.group(3), path))
                elif job:
                    found.append((17, f", job {job.group(1)}", job.group(2), path))
    return sorted(found, key=lambda row: (row[0], row[1], str(row[3])))


def text():
    return HEAD + "".join(f"| {number}{job} | {said} | `{path.relative_to(root)}` |\n" for number, job, said, path in rows())


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        said = page.read_text(encoding="utf-8").splitlines() if page.exists() else []
        known = text().splitlines()
        gone = [line for line in said if line not in known]
        missing = sorted(CHECKS - {number for number, *_ in rows()})
        if not said or gone or missing:
            sys.exit("\n".join(gone) + f"\nno test of the checks {missing}; no such line as above in {page}; "
                     "run: python3 docs/make_acceptance_page.py")
    else:
        page.write_text(text(), encoding="utf-8")
