// One district: its value, how it came to it, and all that is published of it. Without a selection: the city.
function latestWith(indicator, code) {
  for (let index = indicator.years.length - 1; index >= 0; --index)
    if (indicator.years[index].cells[code]?.v !== undefined) return indicator.years[index];
  return indicator.years[indicator.years.length - 1];
}

// All districts on one line, this one filled; the tick is the city's.
function dotStrip(indicator, year, code) {
  const cells = data.districts.map((district) => ({ code: district.code, v: year.cells[district.code].v })).filter((cell) => cell.v !== undefined);
  if (cells.length < 2 || code === "city") return "";
  const low = Math.min(...cells.map((cell) => cell.v));
  const high = Math.max(...cells.map((cell) => cell.v));
  if (!(high > low)) return "";
  const width = 96;
  const at = (value) => 5 + ((value - low) / (high - low)) * (width - 10);
  const strip = drawn("svg", { viewBox: `0 0 ${width} 14`, width, height: 14, "aria-hidden": "true", class: "strip" },
    drawn("line", { class: "axis", x1: 5, x2: width - 5, y1: 7, y2: 7 }));
  const city = year.cells.city?.v;
  if (indicator.kind !== "count" && city !== undefined && city >= low && city <= high)
    strip.append(drawn("line", { class: "tick-city", x1: at(city), x2: at(city), y1: 1, y2: 13 }));
  for (const cell of cells) if (cell.code !== code) strip.append(drawn("circle", { class: "dot faint", cx: at(cell.v), cy: 7, r: 2 }));
  const own = cells.find((cell) => cell.code === code);
  if (own) strip.append(drawn("circle", { class: "dot", cx: at(own.v), cy: 7, r: 4 }));
  return strip;
}

function keyFigure(code) {
  const cell = cellOf(code);
  const lines = [element("p", { class: "figure-title" }, shownTitle())];
  lines.push(element("p", { class: cell.a ? "figure absent" : "figure" }, withUnit(cell),
    markOf(cell) ? element("span", { class: "mark " + cell.s }, markOf(cell)) : ""));
  const said = [rankSentence(cell, shownYear())];
  if (cell.c !== undefined && !state.indicator.circles && !state.indicator.cityOnly)
    said.push(word("class_of", say(state.indicator.classes[cell.c].range)));
  if (cell.s && !markOf(cell)) said.push(word(cell.s));
  lines.push(element("p", { class: "second" }, said.filter(Boolean).join(word("separator"))));
  if (cell.n) lines.push(element("p", { class: "second" }, word("note") + ": ", element("span", { lang: "ja" }, cell.n)));
  return lines;
}

function factRow(indicator, code) {
  const year = latestWith(indicator, code);
  const cell = year.cells[code];
  const isShown = indicator === state.indicator;
  return element("tr", { class: isShown ? "chosen-row" : null },
    element("th", { scope: "row" },
      element("button", { type: "button", "data-indicator": indicator.id, "aria-pressed": String(isShown) }, say(indicator.title))),
    element("td", { class: "number" },
      element("span", { class: cell.a ? "second absent-word" : null }, withUnit(cell, indicator)),
      markOf(cell) ? element("span", { class: "mark " + cell.s }, markOf(cell)) : "",
      element("span", { class: "second small year" }, say(year.short))),
    element("td", { class: "strip-cell" }, dotStrip(indicator, year, code),
      element("span", { class: "second small" }, rankSentence(cell, year))));
}

// Every published indicator of the district in its latest year, a table a group.
function renderFacts(code) {
  const groups = new Map();
  for (const indicator of data.indicators) {
    const title = say(indicator.group);
    if (!groups.has(title)) groups.set(title, []);
    groups.get(title).push(factRow(indicator, code));
  }
  byId("factsTitle").textContent = word("facts", nameOf(code));
  byId("facts").replaceChildren(...[...groups].map(([title, rows]) =>
    element("table", {}, element("caption", {}, title), element("tbody", {}, ...rows))));
}

function renderProfile() {
  const code = state.district ?? "city";
  const district = districtOf.get(code);
  const name = district ? say(district.name) : word("whole_city", say(data.city));
  const spoken = district ? (isEnglish() ? district.name.ja : district.kana) : "";
  const hadFocus = document.activeElement?.dataset?.indicator;
  const heading = element("div", { class: "profile-head" },
    element("h2", { id: "profileName" }, name, spoken && spoken !== name ? element("span", { class: "second spoken" }, spoken) : ""),
    district ? element("button", { type: "button", id: "clear", class: "plain" }, word("clear")) : "");
  byId("profile").replaceChildren(heading, ...keyFigure(code), ...[trendChart(code), trendTable(code)].filter(Boolean));
  renderFacts(code);
  if (hadFocus) document.querySelector(`#facts [data-indicator="${CSS.escape(hadFocus)}"]`)?.focus();
}
