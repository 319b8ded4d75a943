// All districts in one table, sorted by any column: the equivalent of the map.
const columns = {
  code: { word: "district", valueOf: (code) => code },
  value: { word: "value", valueOf: (code) => cellOf(code).v, isNumber: true },
  rank: { word: "rank", valueOf: (code) => cellOf(code).r, isNumber: true, isRankedFirst: true },
  trend: { word: "trend", needs: () => state.indicator.years.length > 1 && !state.indicator.cityOnly },
  change: {
    word: "change", isNumber: true,
    valueOf: (code) => numberOfChange(cellOf(code).d),
    needs: () => Object.values(shownYear().cells).some((cell) => cell.d),
  },
};

function numberOfChange(text) {
  return text === undefined ? undefined : Number(text.replaceAll(",", "").replace("\u2212", "-"));
}

function shownColumns() {
  return Object.entries(columns).filter(([, column]) => !column.needs || column.needs());
}

// Districts as sorted now; those without the number always last, ties by code.
function sortedCodes() {
  const column = columns[state.sort.key];
  const codes = data.districts.map((district) => district.code);
  if (state.sort.key === "code") return state.sort.isUp ? codes : codes.reverse();
  return codes.sort((a, b) => {
    const [x, y] = [column.valueOf(a), column.valueOf(b)];
    if (x === undefined || y === undefined) return (x === undefined) - (y === undefined);
    return state.sort.isUp ? x - y : y - x;
  });
}

// The first press of a column of numbers shows the largest first, of ranks the best.
function sortBy(key) {
  const column = columns[key];
  state.sort = state.sort.key === key ? { key, isUp: !state.sort.isUp } : { key, isUp: !column.isNumber || !!column.isRankedFirst };
  renderTableBody();
}

function headerText(key) {
  if (key === "value" && say(state.indicator.unit)) return say(state.indicator.unit);
  if (key === "change" && state.indicator.percent) return word("change_points");
  return word(columns[key].word);
}

function renderTable() {
  const table = byId("compareTable");
  table.caption.textContent = word("table_caption", say(state.indicator.title), say(shownYear().title));
  if (!shownColumns().some(([key]) => key === state.sort.key)) state.sort = { key: "code", isUp: true };
  table.tHead.replaceChildren(element("tr", {}, ...shownColumns().map(([key, column]) =>
    element("th", { scope: "col", "data-key": key, class: column.isNumber ? "number" : null },
      column.valueOf ? element("button", { type: "button" }, headerText(key), element("span", { class: "way", "aria-hidden": "true" })) : headerText(key)))));
  renderTableBody();
  byId("reconciliation").textContent = reconciliationText();
}

function reconciliationText() {
  if (state.indicator.cityOnly) return word("city_only");
  if (shownYear().reconciliation) return word("reconciled", say(shownYear().reconciliation));
  return word(state.indicator.kind === "count" ? "not_known" : "not_additive");
}

function valueCell(code) {
  const cell = cellOf(code);
  const made = element("td", { class: "number value" });
  if (cell.a) {
    made.classList.add("absent", "absent-" + cell.a);
    made.append(element("span", {}, valueText(cell)));
    if (cell.n) made.title = cell.n;
    return made;
  }
  const mark = markOf(cell);
  if (mark) made.append(element("span", { class: "mark " + cell.s }, mark), " ");
  const shown = cell.c !== undefined && !state.indicator.circles && state.indicator.classes[cell.c];
  if (shown) {
    made.classList.add("heat");
    made.style.backgroundColor = shown.fill;
    made.style.color = shown.ink;
    if (shown.sign) made.append(element("span", { class: "sign" }, shown.sign + " "));
  }
  made.append(valueText(cell));
  if (shown) made.append(element("span", { class: "hidden" }, word("separator") + word("class_of", say(shown.range))));
  return made;
}

function otherCells(code) {
  const cell = cellOf(code);
  const made = [element("td", { class: "number" }, rankText(cell))];
  for (const [key] of shownColumns()) {
    if (key === "trend") made.push(element("td", { class: "spark" }, sparkline(code)));
    if (key === "change") made.push(element("td", { class: "number" }, cell.d ?? ""));
  }
  return made;
}

function renderTableBody() {
  const table = byId("compareTable");
  for (const header of table.tHead.rows[0].cells) {
    const isSorted = header.dataset.key === state.sort.key;
    if (columns[header.dataset.key].valueOf) header.setAttribute("aria-sort", isSorted ? (state.sort.isUp ? "ascending" : "descending") : "none");
    const way = header.querySelector(".way");
    if (way) way.textContent = isSorted ? (state.sort.isUp ? "▲" : "▼") : "";
  }
  const rows = [];
  if (cellOf("city")) rows.push(element("tr", { class: "whole", "data-code": "city" }, element("th", { scope: "row" }, word("city")), valueCell("city"), ...otherCells("city")));
  for (const code of sortedCodes())
    rows.push(element("tr", { "data-code": code },
      element("th", { scope: "row" }, element("button", { type: "button", tabindex: -1, "aria-pressed": "false" }, nameOf(code))),
      valueCell(code), ...otherCells(code)));
  for (const rest of ["outside", "unplaced"])
    if (cellOf(rest)) rows.push(element("tr", { class: "rest", "data-code": rest }, element("th", { scope: "row" }, word(rest)), valueCell(rest), ...otherCells(rest)));
  table.tBodies[0].replaceChildren(...rows);
  markTable();
}

function markTable() {
  const buttons = [...document.querySelectorAll("#compareTable tbody button")];
  const codeOf = (button) => button.closest("tr").dataset.code;
  const stop = buttons.find((button) => codeOf(button) === state.district) ?? buttons[0];
  for (const button of buttons) {
    const isChosen = codeOf(button) === state.district;
    button.setAttribute("aria-pressed", String(isChosen));
    button.tabIndex = button === stop ? 0 : -1;
    button.closest("tr").classList.toggle("chosen-row", isChosen);
  }
}

// Up and down along the names; Enter or Space selects, as on any button.
function walkInTable(event) {
  const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!way || event.target.tagName !== "BUTTON") return;
  const buttons = [...document.querySelectorAll("#compareTable tbody button")];
  const next = buttons[buttons.indexOf(event.target) + way];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
