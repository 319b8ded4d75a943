"""The rows as a page of Markdown."""

COMMANDS = """## Repeat it

```
./dev bench --peers          # installs the peers, measures, prints this page
./dev bench --write          # measures and keeps it as docs/benchmarks.md
./dev bench --only tally     # one row
```

`tests/bench/run_bench --help` lists the rows. Inputs come from `bench_generate`, in-process times from `bench_kernels`, both
in the build's `bin` folder; each peer is a script in `tests/bench/peers/` that can be run alone. The PostGIS server is
made in a temporary folder for the run, reached only through a socket in it, and removed.
"""


class Row:
    """One comparison. `goal` is the ratio to reach, or with `limit_s` the seconds to stay under; None: no goal."""

    def __init__(self, work, ours_s, peer="", peer_s=None, goal=None, limit_s=None, note="", wrong=None, reached=None):
        self.work = work
        self.ours_s = ours_s
        self.peer = peer
        self.peer_s = peer_s
        self.goal = goal
        self.limit_s = limit_s
        self.note = note
        self.wrong = wrong or []
        self._reached = reached

    @property
    def ratio(self):
        return self.peer_s / self.ours_s if self.ours_s and self.peer_s else None

    @property
    def reached(self):
        """True, False, or None where there is nothing to reach or not enough measured."""
        if self._reached is not None:
            return self._reached
        if self.ours_s is None:
            return None
        if self.limit_s is not None:
            return self.ours_s <= self.limit_s
        if self.goal is None or self.ratio is None:
            return None
        return self.ratio >= self.goal


def seconds(value):
    if value is None:
        return ""
    if value < 0.1:
        return f"{value * 1000:.3g} ms"
    return f"{value:.3g} s"


def cells(row):
    ratio = f"{row.ratio:.3g}" if row.ratio else ""
    goal = f"{row.goal:.3g} x" if row.goal else f"{seconds(row.limit_s)}" if row.limit_s else ""
    verdict = {True: "yes", False: "**no**", None: ""}[row.reached]
    if row.wrong:
        verdict = "**wrong: " + "; ".join(row.wrong) + "**"
    return [row.work, seconds(row.ours_s), row.peer, seconds(row.peer_s), ratio, goal, verdict, row.note]


def page(rows, facts, inputs):
    lines = [
        "# Benchmarks",
        "",
        f"Measured on {facts['processor']}, {facts['memory']}, {facts['system']}. Peers from Debian: {facts['peers']}.",
        f"Medians of {inputs.runs} runs or more, programs in turn, after one run of each for the caches; in memory and",
        "in the database each timed run follows an untimed one of the same work.",
        "",
        f"Inputs: 21 districts that share wiggly borders (50,000 vertices), {inputs.points:,} weighted points, 200 and 20,000",
        "facilities, 165,000 road segments in a 40 km square (EPSG:6671), made by `bench_generate`; registers of",
        f"{inputs.points // 10:,} and {inputs.points:,} rows with positions in the real city, three of a thousand of them unusable; the real city",
        "from the data pack. Every row's results are compared: counts and weights must be equal; covered areas may differ by what the",
        "peer's circles of 260 chords leave out (0.97e-4 of a circle), ours are true circles.",
        "",
        "| work | ours | peer | peer's time | ratio | goal | reached | remarks |",
        "| --- | ---: | --- | ---: | ---: | ---: | --- | --- |",
    ]
    lines += ["| " + " | ".join(cells(row)) + " |" for row in rows]
    lines += ["", COMMANDS]
    return "\n".join(lines)
