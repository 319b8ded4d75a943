"""python3 near_library_test.py: the function of plugins/examples/example_python, called directly, and the program."""
import importlib.util
import json
import pathlib
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
PROGRAM = pathlib.Path(__file__).resolve().parents[4] / "plugins/examples/example_python/run.py"
spec = importlib.util.spec_from_file_location("run", PROGRAM)
run = importlib.util.module_from_spec(spec)
spec.loader.exec_module(run)


def request():
    """01: 100 people at exactly 1000 m (600 and 800), 50 just beyond. 02: 70 at 500 m and 30 at 0 m. 03: nobody."""
    def area(district, plane, people):
        return {"key": "", "district": district, "lonlat": [0, 0], "plane": plane, "people": people, "households": 0}

    return {
        "api": 1, "overlay": "example_python", "locale": "ja", "as_of": "2026-11-20", "years": [2023], "data_year": 2024,
        "parameters": {"distance": "1000"},
        "districts": [{"code": code, "name": name} for code, name in [("01", "甲"), ("02", "乙"), ("03", "丙")]],
        "demand_areas": [
            area("01", [600, 800], 100), area("01", [601, 800], 50), area("02", [5300, 400], 70),
            area("02", [5000, 0], 30), area("", [0, 0], 40),
        ],
        "facilities": [
            {"kind": "library", "plane": [0, 0]}, {"kind": "library", "plane": [5000, 0]},
            {"kind": "library"}, {"kind": "clinic", "plane": [601, 800]},
        ],
    }


def values(answer, indicator):
    found = next(i for i in answer["indicators"] if i["id"] == indicator)
    return {v["district"]: v.get("value", v.get("absent")) for v in found["values"]}


class NearLibrary(unittest.TestCase):
    def test_people_within_the_distance_count_and_the_limit_belongs_to_it(self):
        answer = run.answer(request())
        self.assertEqual(values(answer, "people_near"), {"01": 100, "02": 100, "03": 0, "city": 200})
        self.assertEqual(values(answer, "share_near"),
                         {"01": 100 / 150, "02": 1, "03": "not_applicable", "city": 200 / 250})

    def test_the_parameter_moves_the_limit(self):
        asked = request()
        asked["parameters"]["distance"] = "100"
        self.assertEqual(values(run.answer(asked), "people_near"), {"01": 0, "02": 30, "03": 0, "city": 30})

    def test_the_district_with_most_people_further_away_is_named(self):
        finding, = run.answer(request())["findings"]
        self.assertEqual((finding["district"], finding["year"]), ("01", 2024))
        self.assertIn("50", finding["text"]["ja"])

    def test_without_a_library_there_is_nothing_to_show(self):
        asked = request()
        asked["facilities"] = [{"kind": "library"}]
        with self.assertRaises(ValueError):
            run.answer(asked)

    def test_the_program_answers_a_request_and_says_why_it_cannot(self):
        def answered(text):
            return subprocess.run([PROGRAM], input=text, capture_output=True, encoding="utf-8")

        good = answered(json.dumps(request()))
        self.assertEqual((good.returncode, good.stderr), (0, ""))
        self.assertEqual(json.loads(good.stdout), run.answer(request()))
        asked = request()
        del asked["data_year"]
        bad = answered(json.dumps(asked))
        self.assertEqual((bad.returncode, bad.stdout, bad.stderr), (1, "", "the year of the data is not said\n"))
        self.assertEqual(answered("no JSON").returncode, 2)


if __name__ == "__main__":
    unittest.main()
