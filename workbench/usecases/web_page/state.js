// What the reader looks at: one state, shown by map, tiles, table and profile alike. It stands in the address behind #,
// so that a view can be bookmarked and sent; nothing is kept on the reader's machine.
const data = window.chiikiData;

const state = {
  language: data.languages[0],
  indicator: data.indicators[0],
  year: 0, // index into the indicator's years
  view: data.map ? "map" : "tiles",
  district: null, // code; null = the city
  sort: { key: "code", isUp: true },
};

const districtOf = new Map(data.districts.map((district) => [district.code, district]));
const sourceOf = new Map(data.sources.map((source) => [source.source_id, source]));

function say(text) {
  return text[state.language];
}

function shownYear() {
  return state.indicator.years[state.year];
}

function cellOf(code, year = shownYear()) {
  return year.cells[code];
}

function nameOf(code) {
  return code === "city" ? word("city") : say(districtOf.get(code).name);
}

function isEnglish() {
  return state.language === "en";
}

// The number, or why there is none.
function valueText(cell) {
  if (cell.a) return word("absent_" + cell.a);
  return isEnglish() && cell.e ? cell.e : cell.t;
}

function withUnit(cell, indicator = state.indicator) {
  const unit = say(indicator.unit);
  if (cell.a || !unit || indicator.kind === "category") return valueText(cell);
  return valueText(cell) + (isEnglish() && unit !== "%" ? " " : "") + unit;
}

function rankedCount(year) {
  return data.districts.filter((district) => year.cells[district.code].r).length;
}

function rankText(cell) {
  if (!cell.r) return "";
  return cell.k ? word("rank_tied", cell.r) : String(cell.r);
}

function rankSentence(cell, year) {
  return cell.r ? word(cell.k ? "rank_tied_of" : "rank_of", cell.r, rankedCount(year)) : "";
}

// 「見本」 or 「推計」; other numbers need no mark.
function markOf(cell) {
  return cell.s === "sample" || cell.s === "estimated" ? word(cell.s) : "";
}

// 「湯田、人口密度 3,185人/km²、21地域中1位」: what a screen reader, the tooltip and the status line say of a district.
function sentenceOf(code) {
  const cell = cellOf(code);
  const parts = [nameOf(code), say(state.indicator.title) + " " + withUnit(cell)];
  for (const part of [rankSentence(cell, shownYear()), markOf(cell)]) if (part) parts.push(part);
  return parts.join(word("separator"));
}

function shownTitle() {
  return word("title_year", say(state.indicator.title), say(shownYear().title));
}

// The year nearest to the one wanted that the indicator has; of two the later.
function nearestYear(indicator, year) {
  let best = indicator.years.length - 1;
  indicator.years.forEach((one, index) => {
    if (Math.abs(one.year - year) <= Math.abs(indicator.years[best].year - year)) best = index;
  });
  return best;
}

function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  if (data.languages.includes(asked.get("lang"))) state.language = asked.get("lang");
  const indicator = data.indicators.find((one) => one.id === asked.get("indicator"));
  if (indicator) state.indicator = indicator;
  state.year = state.indicator.years.length - 1;
  const year = state.indicator.years.findIndex((one) => String(one.year) === asked.get("year"));
  if (year >= 0) state.year = year;
  if (asked.get("view") === "tiles" || (asked.get("view") === "map" && data.map)) state.view = asked.get("view");
  state.district = districtOf.has(asked.get("district")) ? asked.get("district") : null;
}

function writeAddress() {
  const said = new URLSearchParams();
  if (state.language !== data.languages[0]) said.set("lang", state.language);
  said.set("indicator", state.indicator.id);
  said.set("year", shownYear().year);
  if (data.map && state.view !== "map") said.set("view", state.view);
  if (state.district) said.set("district", state.district);
  history.replaceState(null, "", "#" + said.toString());
}
