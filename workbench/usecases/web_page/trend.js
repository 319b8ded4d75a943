// Values over the fiscal years. A year without a number is a gap: nothing is drawn across it.
function pointsOf(code) {
  const points = state.indicator.years
    .map((year) => ({ year: year.year, short: say(year.short), cell: year.cells[code] }))
    .filter((point) => point.cell && point.cell.v !== undefined)
    .map((point) => ({ ...point, value: point.cell.v, series: "actual" }));
  for (const one of state.indicator.series)
    if (one.code === code && one.series === "forecast" && !points.some((point) => point.year === one.year))
      points.push({ year: one.year, short: say(one.short), value: one.v, cell: one, series: "forecast" });
  return points.sort((a, b) => a.year - b.year);
}

function targetsOf(code) {
  return state.indicator.series
    .filter((one) => one.code === code && (one.series === "target" || one.series === "base"))
    .map((one) => ({ year: one.year, short: say(one.short), value: one.v, cell: one, series: one.series }));
}

function axesOf(points) {
  const years = points.map((point) => point.year);
  const values = points.map((point) => point.value);
  return {
    firstYear: Math.min(...years), lastYear: Math.max(...years),
    low: Math.min(...values), high: Math.max(...values),
  };
}

function placeIn(axes, width, height, margin) {
  return (point) => [
    axes.lastYear === axes.firstYear ? width / 2 : margin + ((point.year - axes.firstYear) / (axes.lastYear - axes.firstYear)) * (width - 2 * margin),
    axes.high > axes.low ? height - margin - ((point.value - axes.low) / (axes.high - axes.low)) * (height - 2 * margin) : height / 2,
  ];
}

// Strokes between following years alone, dots where a year stands by itself.
function lineParts(points, place, name) {
  const parts = [];
  points.forEach((point, index) => {
    const before = points[index - 1];
    const [x, y] = place(point);
    if (before && before.year + 1 === point.year) {
      const [fromX, fromY] = place(before);
      parts.push(drawn("line", { class: name + (point.series === "forecast" ? " dashed" : ""), x1: fromX, y1: fromY, x2: x, y2: y }));
    }
  });
  return parts;
}

// One common scale for all districts, so that lines can be compared by eye.
function sparkline(code) {
  const points = pointsOf(code);
  const others = state.indicator.kind === "count" && code === "city" ? points : data.districts.flatMap((district) => pointsOf(district.code));
  if (!points.length || !others.length) return "";
  const width = 72;
  const height = 20;
  const place = placeIn(axesOf([...others, ...points]), width, height, 3);
  const now = points.find((point) => point.year === shownYear().year && point.series === "actual");
  const dots = points
    .filter((point, index) => point === now || ((points[index - 1]?.year !== point.year - 1) && points[index + 1]?.year !== point.year + 1))
    .map((point) => drawn("circle", { class: "dot", cx: place(point)[0], cy: place(point)[1], r: point === now ? 2.6 : 1.4 }));
  return drawn("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" }, ...lineParts(points, place, "line"), ...dots);
}

function chartSentence(code, points) {
  const said = points.map((point) => point.short + (point.series === "actual" ? "" : " " + word("series_" + point.series)) + " " + withUnit(point.cell));
  return word("chart", nameOf(code), said.join(word("separator")));
}

// The profile's chart: the district, and the city behind it where the two can be compared.
function trendChart(code) {
  const points = pointsOf(code);
  const targets = targetsOf(code);
  const shown = [...points, ...targets];
  if (shown.length < 2) return null;
  const city = code === "city" || state.indicator.kind === "count" ? [] : pointsOf("city");
  const width = 340;
  const height = 132;
  const axes = axesOf([...shown, ...city]);
  const inner = placeIn(axes, width, height - 22, 16);
  const chart = drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": chartSentence(code, shown), class: "chart" });
  chart.append(drawn("line", { class: "axis", x1: 8, x2: width - 8, y1: height - 20, y2: height - 20 }));
  const years = [...new Map(shown.map((point) => [point.year, point])).values()].sort((a, b) => a.year - b.year);
  let lastRight = -Infinity;
  for (const point of years) {
    const [x] = inner(point);
    const half = widthOf(point.short, 11, false) / 2;
    if (x - half < lastRight + 4) continue;
    chart.append(drawn("text", { class: "tick", x: Math.min(Math.max(x, half + 2), width - half - 2), y: height - 5 }, point.short));
    lastRight = x + half;
  }
  chart.append(...lineParts(city, inner, "line city"), ...lineParts(points, inner, "line"));
  for (const point of points)
    chart.append(drawn("circle", { class: point.series === "forecast" ? "dot hollow" : "dot", cx: inner(point)[0], cy: inner(point)[1], r: point.year === shownYear().year ? 4 : 2.6 }));
  for (const point of targets) {
    const [x, y] = inner(point);
    chart.append(drawn("path", { class: point.series === "target" ? "flag" : "flag base", d: `M${x} ${y}v-12l9 3.5l-9 3.5` }));
  }
  const keys = [];
  if (city.length > 1) keys.push(word("chart_city"));
  if (points.some((point) => point.series === "forecast")) keys.push(word("chart_forecast"));
  if (targets.some((point) => point.series === "target")) keys.push(word("chart_target"));
  return element("div", {}, chart, keys.length ? element("p", { class: "second small" }, keys.join(isEnglish() ? "; " : "／")) : "");
}

// The same in words and numbers.
function trendTable(code) {
  const rows = state.indicator.years.map((year) => ({ title: say(year.title), cell: year.cells[code] }));
  const others = state.indicator.series
    .filter((one) => one.code === code)
    .map((one) => ({ title: say(one.short) + " " + word("series_" + one.series), cell: one }));
  if (rows.length + others.length < 2) return null;
  return element("table", { class: "years" },
    element("caption", { class: "hidden" }, word("trend") + ": " + nameOf(code) + word("separator") + say(state.indicator.title)),
    element("tbody", {}, ...[...rows, ...others].map(({ title, cell }) =>
      element("tr", {}, element("th", { scope: "row" }, title),
        element("td", { class: "number" }, withUnit(cell), markOf(cell) ? element("span", { class: "mark " + cell.s }, markOf(cell)) : ""),
        element("td", { class: "number second" }, cell.d ?? "")))));
}
