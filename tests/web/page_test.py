#!/usr/bin/env python3
"""`chiiki publish` in a real browser: page_test.py PROGRAM FOLDER_FOR_PICTURES

The page is opened from disk and from a web server on this machine, used by pointer and by keys, and every value it
shows is held against `chiiki table`. Ends with 77 where there is no Chromium.
"""
import functools
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.parse

sys.dont_write_bytecode = True
from browser import Browser, missing  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
PICTURES = pathlib.Path(sys.argv[2]).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[2]
CHECKS = (ROOT / "tests/web/checks.js").read_text(encoding="utf-8")
# A density, a count, a share, one of the city alone, and two of overlays with samples over the years.
INDICATORS = ["population.density", "population.total", "coverage.clinic_800", "kgi.1", "kpi_projects.joint_per_1000",
              "grants.spent_share"]


def chiiki(*arguments):
    done = subprocess.run([str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, check=False,
                          env={**os.environ, "CHIIKI_LANG": "ja"})
    assert done.returncode == 0, done.stderr
    return done.stdout


class Server:
    """The folder on a free port of this machine, until the end of the `with`."""

    def __init__(self, folder):
        self.asked = []
        asked = self.asked

        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_):
                asked.append(self.path)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/index.html"
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="chiiki-web-")
        root = pathlib.Path(cls.folder.name) / "日本語 フォルダ" / "令和６年度 資料"
        root.mkdir(parents=True)
        cls.workspace = root / "山口市.chiiki"
        cls.page = root / "公開 ページ"
        chiiki("new", cls.workspace, "--pack", ROOT / "data/yamaguchi")
        chiiki("sample", "add", cls.workspace)
        chiiki("publish", cls.workspace, "--out", cls.page, "--indicator", ",".join(INDICATORS))
        PICTURES.mkdir(parents=True, exist_ok=True)
        cls.browser = cls.enterClassContext(Browser())

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def open(self, state="", width=1440, height=900, theme="light"):
        browser = self.browser
        browser.tool("Emulation.setEmulatedMedia", media="", features=[{"name": "prefers-color-scheme", "value": theme}])
        browser.size(width, height)
        browser.open("about:blank")
        browser.open("file://" + urllib.parse.quote(str(self.page / "index.html")) + state)
        return browser

    def table(self, indicator, year=None):
        more = ["--year", year] if year else []
        answer = json.loads(chiiki("table", self.workspace, "--indicator", indicator, "--format", "json", *more))
        return {row["district_code"]: row for row in answer["rows"]}

    def years(self, indicator):
        return self.browser.run("return window.chiikiData.indicators.find((one) => one.id === arguments[0])"
                                ".years.map((year) => year.year)", indicator)

    def rows(self):
        """The table as a reader has it: code, then texts by column."""
        return self.browser.run("""
            const keys = [...document.querySelectorAll("#compareTable thead th")].map((cell) => cell.dataset.key);
            return [...document.querySelectorAll("#compareTable tbody tr")].map((row) => {
              const copy = row.cloneNode(true);
              for (const extra of copy.querySelectorAll(".hidden, .mark, .sign")) extra.remove();
              return [row.dataset.code, Object.fromEntries([...copy.cells].map((cell, i) => [keys[i], cell.textContent.trim()]))];
            });""")

    def choose(self, indicator):
        self.browser.run("""const select = document.getElementById("indicator"); select.value = arguments[0];
            select.dispatchEvent(new Event("change"));""", indicator)

    def live(self):
        return self.browser.text("#live")

    def focused(self):
        return self.browser.run("""const at = document.activeElement;
            return at.dataset.code ?? at.id ?? at.tagName;""")

    # What it shows

    def test_every_value_rank_and_absence_is_that_of_the_command_line(self):
        browser = self.open()
        compared = 0
        for indicator in INDICATORS:
            self.choose(indicator)
            for index, year in enumerate(self.years(indicator)):
                browser.click(f"#year-{index}")
                expected = self.table(indicator, year)
                shown = dict(self.rows())
                numbers = {code: row[indicator] for code, row in expected.items() if row[indicator] is not None and code.isdigit()}
                factor = 100 if indicator.startswith("coverage.") or "share" in indicator else 1
                for code, row in expected.items():
                    if row[indicator] is None:
                        if code in shown:
                            reason = row[indicator + "_absence"]
                            self.assertEqual(shown[code]["value"], {"missing": "欠測", "suppressed": "秘匿", "not_applicable": "該当なし"}[reason])
                        continue
                    text = shown[code]["value"].replace(",", "").replace("−", "-")
                    decimals = len(text.partition(".")[2])
                    self.assertAlmostEqual(float(text), row[indicator] * factor, delta=0.5000001 * 10**-decimals,
                                           msg=f"{indicator} {year} {code}")
                    compared += 1
                    if code in numbers and "grants" not in indicator:
                        better = sum(1 for other in numbers.values() if other > numbers[code])
                        self.assertEqual(shown[code]["rank"].replace("タイ", ""), str(better + 1), f"{indicator} {year} {code}")
        self.assertGreater(compared, 150)
        self.assertEqual(browser.log(), [])

    def test_samples_are_marked_on_map_table_tiles_profile_and_foot(self):
        browser = self.open("#indicator=kpi_projects.joint_per_1000&year=2024&district=03")
        expected = self.table("kpi_projects.joint_per_1000", 2024)
        samples = [code for code, row in expected.items() if code.isdigit() and row["kpi_projects.joint_per_1000_status"] == "sample"
                   and row["kpi_projects.joint_per_1000"] is not None]
        self.assertTrue(samples)
        marked = browser.run("return [...document.querySelectorAll('#compareTable .mark')].map((mark) => mark.closest('tr').dataset.code)")
        self.assertEqual([code for code in marked if code.isdigit()], samples)
        self.assertIn("見本", browser.text("#profile .figure"))
        self.assertIn("見本", browser.text("#legend .badge"))
        self.assertIn("見本", browser.text("#foot"))
        self.assertIn("見本", browser.run("return document.getElementById('map-03').getAttribute('aria-label')"))
        browser.click("#view-tiles")
        self.assertIn("見本", browser.text("#tiles .labels"))

    def test_a_survey_that_gave_nothing_says_so_with_its_note(self):
        browser = self.open("#indicator=kgi.1")
        missing_years = [year for year in self.years("kgi.1") if self.table("kgi.1", year)["city"]["kgi.1"] is None]
        self.assertTrue(missing_years)
        browser.click(f"#year-{self.years('kgi.1').index(missing_years[-1])}")
        self.assertIn("欠測", browser.text("#profile .figure"))
        self.assertIn("市全体だけの指標です", browser.text("#reconciliation"))
        self.assertEqual(dict(self.rows())["01"]["value"], "該当なし")
        self.assertIn("目標値", browser.text("#profile .years"))

    def test_the_reconciliation_line_is_that_of_the_command_line(self):
        browser = self.open("#indicator=population.total")
        said = browser.text("#reconciliation")
        self.assertIn(said.removeprefix("合計の照合: "), chiiki("table", self.workspace, "--indicator", "population.total"))

    # By pointer

    def test_a_click_on_the_map_selects_the_district_everywhere(self):
        browser = self.open()
        x, y = browser.run("""const area = document.getElementById("map-21").getBoundingClientRect();
            return [area.left + area.width * 0.5, area.top + area.height * 0.45];""")
        browser.click_at(x, y)
        self.assertEqual(self.live(), "阿東、人口密度 17人/km²、21地域中21位")
        self.assertIn("阿東", browser.text("#profileName"))
        self.assertEqual(browser.run("return document.querySelector('tr.chosen-row').dataset.code"), "21")
        self.assertIn("district=21", browser.run("return location.hash"))
        # In the enlarged centre.
        x, y = browser.run("""const area = document.querySelector("#inset [data-code='03']").getBoundingClientRect();
            return [area.left + area.width * 0.35, area.top + area.height * 0.6];""")
        browser.click_at(x, y)
        self.assertEqual(self.live(), "湯田、人口密度 3,185人/km²、21地域中1位")

    def test_indicator_year_table_tile_map_and_language_follow_the_pointer(self):
        browser = self.open("#indicator=kpi_projects.joint_per_1000&year=2022&district=03")
        before = self.live()
        years = self.years("kpi_projects.joint_per_1000")
        browser.click(f"#year-{years.index(2024)}")
        self.assertIn("year=2024", browser.run("return location.hash"))
        self.assertNotEqual(self.live(), before)
        browser.click("#compareTable th[data-key=value] button")
        numbers = [row for code, row in self.rows() if code.isdigit()]
        values = [float(row["value"]) for row in numbers if row["value"][:1].isdigit()]
        self.assertEqual(values, sorted(values, reverse=True))
        self.assertTrue(all(not row["value"][:1].isdigit() for row in numbers[len(values):]))
        browser.click("#compareTable th[data-key=value] button")
        values = [float(row["value"]) for code, row in self.rows() if code.isdigit() and row["value"][:1].isdigit()]
        self.assertEqual(values, sorted(values))
        browser.click("#view-tiles")
        self.assertEqual(browser.run("return [document.getElementById('tileStage').hidden, document.getElementById('mapStage').hidden]"), [False, True])
        places = browser.run("""return [...document.querySelectorAll("#tiles [role=option]")].map((tile) =>
            [tile.dataset.code, Math.round(tile.x.baseVal.value / 88 - 0.02), Math.round(tile.y.baseVal.value / 88 - 0.02)]);""")
        wanted = [line.split(",") for line in (ROOT / "data/yamaguchi/districts.csv").read_text(encoding="utf-8-sig").splitlines()[1:]]
        self.assertEqual(places, [[row[0], int(row[7]), int(row[8])] for row in wanted])
        browser.click("#languages [lang=en]")
        self.assertEqual(browser.run("return document.documentElement.lang"), "en")
        self.assertIn("Yuda", self.live())
        self.assertIn("rank", self.live())
        japanese = browser.run("""return [...document.querySelectorAll("h1, h2, legend, label, th, caption, #foot, #hint, #about dt")]
            .map((node) => node.textContent).filter((text) => /[ぁ-ん一-龠]/.test(text) && !/湯田/.test(text));""")
        self.assertEqual(japanese, [])
        browser.click("#languages [lang=ja]")
        self.assertIn("湯田", self.live())

    def test_facts_lead_to_their_indicator_and_back_to_the_city(self):
        browser = self.open("#district=03")
        browser.click("#facts [data-indicator='coverage.clinic_800']")
        self.assertIn("診療所", browser.text("#shownTitle"))
        self.assertEqual(self.focused(), "")  # still on the same button, which has no id
        browser.click("#clear")
        self.assertIn("山口市全体", browser.text("#profileName"))

    # By keys alone

    def test_every_part_is_reached_and_used_by_keys(self):
        browser = self.open()
        stops = []
        for _ in range(60):
            browser.press("Tab")
            at = browser.run("""const at = document.activeElement;
                const ring = getComputedStyle(at).outlineStyle !== "none" || getComputedStyle(at).strokeWidth === "5px" ||
                  (at.type === "radio" && getComputedStyle(at.nextElementSibling).outlineStyle !== "none");
                return [at.closest("[id]")?.id ?? "", at.tagName, ring];""")
            if at[1] == "BODY":
                break
            self.assertTrue(at[2], f"no ring at {at}")
            if not stops or stops[-1] != at[0]:
                stops.append(at[0])
        order = ["indicator", "year-0", "view-map", "map-01", "compareTable", "facts", "downloads"]
        self.assertEqual([stop for stop in stops if stop in order], order)

        browser = self.open()
        browser.press("Tab", "Enter")
        self.assertEqual(self.focused(), "compare")  # the skip link
        browser = self.open()
        browser.press("Tab", "Tab", "Tab", "Tab")
        self.assertEqual(self.focused(), "indicator")
        browser.press("ArrowDown")
        self.assertIn("人口", browser.text("#shownTitle"))
        browser.press("ArrowUp", "Tab", "Tab", "Tab")
        self.assertEqual(self.focused(), "01")
        # The real neighbours: 大殿 right 宮野 right 仁保, up 阿東; then back down to 徳地, left 仁保.
        for key, name in [("ArrowRight", "宮野"), ("ArrowRight", "仁保"), ("ArrowUp", "阿東"), ("ArrowDown", "徳地"), ("ArrowLeft", "仁保")]:
            browser.press(key)
            self.assertTrue(self.live().startswith(name + "、"), f"{key}: {self.live()}")
        self.assertEqual(browser.run("return document.activeElement.getAttribute('aria-selected')"), "true")
        browser.press("Tab", "Enter")  # the first header: sort the other way round
        self.assertEqual([code for code, _ in self.rows() if code.isdigit()][0], "21")
        browser.press("Tab", "Tab", "Tab")
        browser.press("ArrowUp", "Enter")
        self.assertTrue(self.live().startswith("小鯖、"), self.live())
        browser.press("Escape")
        self.assertTrue(self.live().startswith("市全体、"), self.live())

    def test_years_and_tile_map_by_arrow_keys(self):
        browser = self.open("#indicator=kpi_projects.joint_per_1000&year=2024&district=03")
        browser.press("Tab", "Tab", "Tab", "Tab", "Tab", "ArrowLeft")
        self.assertIn("year=2023", browser.run("return location.hash"))
        browser.press("Tab", "ArrowRight")
        self.assertIn("view=tiles", browser.run("return location.hash"))
        browser.press("Tab")
        self.assertEqual(self.focused(), "03")
        # Over the hole right of 大内 there is none; up from 湯田 lies 吉敷, right of it 大殿.
        for key, name in [("ArrowUp", "吉敷"), ("ArrowRight", "大殿"), ("ArrowLeft", "吉敷"), ("ArrowLeft", "吉敷")]:
            browser.press(key)
            self.assertTrue(self.live().startswith(name + "、"), f"{key}: {self.live()}")

    # For everybody

    def test_names_contrast_and_sizes_hold_in_both_themes_and_languages_at_every_width(self):
        for theme in ("light", "dark"):
            for width, state in ((360, "#district=03"), (820, "#lang=en&district=10&view=tiles"), (1440, "#indicator=kpi_projects.joint_per_1000&district=03"),
                                 (1920, "#lang=en&indicator=population.total&district=06"), (1000, "#indicator=kgi.1&view=tiles")):
                with self.subTest(theme=theme, width=width):
                    browser = self.open(state, width, 900, theme)
                    result = browser.run(CHECKS)
                    self.assertEqual(result["faults"], [])
                    self.assertGreater(result["texts"], 100)
        self.open("", 1440, 900, "light")

    def test_the_browser_tells_assistive_programs_what_the_map_shows(self):
        browser = self.open("#district=03")
        tree = browser.tool("Accessibility.getFullAXTree")["nodes"]
        roles = {}
        for node in tree:
            if not node.get("ignored"):
                roles.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
        districts = [name for name in roles["option"] if "人/km²" in name]  # options of the indicator's list have no unit
        self.assertEqual(len(districts), 21)
        self.assertIn("湯田、人口密度 3,185人/km²、21地域中1位", districts)
        self.assertIn("地図: 人口密度（令和2年度）", roles["listbox"])
        self.assertIn("status", roles)
        for role in ("button", "radio", "combobox", "link", "option", "listbox"):
            self.assertTrue(all(name.strip() for name in roles.get(role, [])), role)
        self.assertEqual(sorted(set(roles["rowheader"])), sorted(set(roles["rowheader"]) - {""}))

    def test_a_city_without_outlines_and_with_difficult_names_has_its_tiles_and_table(self):
        other = self.page.parent / "別の市"
        shutil.copytree(self.page, other)
        script = (other / "data.js").read_text(encoding="utf-8")
        data = json.loads(script.removeprefix("window.chiikiData = ").rstrip().removesuffix(";"))
        data["map"] = None
        data["districts"][0]["name"]["ja"] = "<img src=x onerror=alert(1)>&amp;"
        data["districts"][1]["name"]["ja"] = "旧茂木町北部連合自治会地域づくり協議会区域"
        (other / "data.js").write_text("window.chiikiData = " + json.dumps(data) + ";", encoding="utf-8")
        browser = self.browser
        for width in (360, 1440):
            browser.size(width, 900)
            browser.open("about:blank")
            browser.open("file://" + urllib.parse.quote(str(other / "index.html")) + "#view=map&district=01")
            self.assertEqual(browser.run("return [document.getElementById('tileStage').hidden, document.getElementById('viewControl').hidden]"), [False, True])
            self.assertTrue(self.live().startswith("<img src=x onerror=alert(1)>&amp;、人口密度 555人/km²"), self.live())
            self.assertEqual(browser.run("return document.images.length"), 0)
            self.assertEqual([fault for fault in browser.run(CHECKS)["faults"] if "without its name" not in fault], [])
        self.assertEqual(browser.log(), [])

    # From a web server, and in pictures

    def test_a_web_server_gives_the_same_page_and_nothing_else_is_asked_for(self):
        with Server(str(self.page)) as server:
            browser = self.browser
            browser.size(1440, 900)
            browser.open(server.address + "#district=03")
            self.assertEqual(self.live(), "湯田、人口密度 3,185人/km²、21地域中1位")
            loaded = browser.run("return performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname)")
            self.assertEqual(sorted(loaded), ["/app.js", "/data.js", "/style.css"])
            self.assertEqual(sorted(set(server.asked)), ["/app.js", "/data.js", "/index.html", "/style.css"])
            links = browser.run("return [...document.querySelectorAll('#downloads a')].map((link) => link.getAttribute('href'))")
            for link in links:
                self.assertTrue((self.page / link).is_file(), link)
            self.assertEqual(browser.log(), [])

    def test_pictures_are_kept_for_the_eye(self):
        for name, state, width, height, theme in (
                ("map_1440", "#district=03", 1440, 900, "light"),
                ("tiles_dark_1280", "#indicator=kpi_projects.joint_per_1000&view=tiles&district=03", 1280, 800, "dark"),
                ("people_english_1920", "#lang=en&indicator=population.total&district=06", 1920, 1000, "light"),
                ("phone_360", "#indicator=coverage.clinic_800&district=20", 360, 740, "light"),
                ("city_only_820", "#indicator=kgi.1", 820, 1000, "light")):
            self.open(state, width, height, theme).picture(PICTURES / (name + ".png"))
        self.browser.tool("Emulation.setEmulatedMedia", media="print", features=[])
        self.browser.size(794, 1123)
        self.browser.picture(PICTURES / "print_a4.png")
        self.browser.tool("Emulation.setEmulatedMedia", media="", features=[])
        self.assertEqual(len(list(PICTURES.glob("*.png"))), 6)


if __name__ == "__main__":
    if lacking := missing():
        print(f"skipped: {lacking} is not installed")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
