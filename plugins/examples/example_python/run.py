#!/usr/bin/env python3
"""People who live near a library, by district: one request on standard input, one answer on standard output."""
import json
import math
import sys


def is_near(area, libraries, distance_m):
    """Straight distance in the plane between the area's representative point and a library; the limit counts."""
    return any(math.dist(area["plane"], library["plane"]) <= distance_m for library in libraries)


def answer(request):
    """Raises ValueError where there is nothing worth showing."""
    distance_m = float(request["parameters"]["distance"])
    libraries = [place for place in request["facilities"] if place["kind"] == "library" and place.get("plane")]
    if not libraries:
        raise ValueError("no library with a place is among the facilities")
    year = request.get("data_year")
    if not year:
        raise ValueError("the year of the data is not said")

    people = {district["code"]: 0 for district in request["districts"]}
    near = dict(people)
    for area in request["demand_areas"]:
        code = area["district"]
        if code not in people:  # outside the city, or unplaced
            continue
        people[code] += area["people"]
        if is_near(area, libraries, distance_m):
            near[code] += area["people"]
    far = {code: people[code] - near[code] for code in people}
    people["city"] = sum(people.values())
    near["city"] = sum(near.values())

    def value_of(code, number):
        # No share of nobody: absent, never 0.
        content = {"absent": "not_applicable"} if number is None else {"value": number}
        return {"district": code, "year": year, "status": "computed", "series": "actual", **content}

    findings = []
    if far and max(far.values()) > 0:
        code = max(sorted(far), key=far.get)
        findings.append({
            "id": "most_far", "severity": "note", "district": code, "year": year,
            "text": {
                "ja": f"図書館から{distance_m:,.0f}mより遠くに住む人が{far[code]:,}人で、地域の中で最も多くなっています。",
                "en": f"{far[code]:,} people live further than {distance_m:,.0f} m from a library, more than in any other district.",
            },
            "action": {"ja": "移動図書館や分室を検討してください。", "en": "Consider a mobile library or a branch."},
        })
    return {
        "api": 1,
        "indicators": [
            {"id": "people_near", "values": [value_of(code, near[code]) for code in people]},
            {"id": "share_near",
             "values": [value_of(code, near[code] / people[code] if people[code] else None) for code in people]},
        ],
        "findings": findings,
    }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print("usage: chiiki plugin run DIR --request FILE", file=sys.stderr)
        sys.exit(2)
    try:
        asked = json.load(sys.stdin)
    except ValueError as problem:
        print(f"no request: {problem}", file=sys.stderr)
        sys.exit(2)
    try:
        json.dump(answer(asked), sys.stdout, ensure_ascii=False)
    except ValueError as problem:
        sys.exit(str(problem))
