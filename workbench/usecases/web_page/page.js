// Joins the parts: what is chosen anywhere shows everywhere.
const pictures = {
  map: { stage: "mapStage", render: renderMap, mark: markMap, walk: walkOnMap },
  tiles: { stage: "tileStage", render: renderTiles, mark: markTiles, walk: walkOnTiles },
};

function select(code) {
  state.district = code;
  writeAddress();
  pictures[state.view].mark();
  markTable();
  renderProfile();
  announce();
}

let yearNote = "";

function announce() {
  const said = state.district || cellOf("city") ? sentenceOf(state.district ?? "city") : "";
  byId("live").textContent = [yearNote, said].filter(Boolean).join(isEnglish() ? " " : "");
}

function showIndicator(id) {
  const wanted = shownYear();
  state.indicator = data.indicators.find((one) => one.id === id);
  state.year = nearestYear(state.indicator, wanted.year);
  yearNote = shownYear().year === wanted.year ? "" : word("year_absent", say(wanted.title), say(shownYear().title));
  state.sort = { key: "code", isUp: true };
  renderYears();
  renderShown();
}

function showYear(index) {
  yearNote = "";
  state.year = index;
  renderShown();
}

function showView(view) {
  state.view = view;
  writeAddress();
  renderPicture();
}

function showLanguage(language) {
  state.language = language;
  yearNote = "";
  renderAll();
}

function renderPicture() {
  for (const [view, picture] of Object.entries(pictures)) byId(picture.stage).hidden = view !== state.view;
  pictures[state.view].render();
}

function swatch(row) {
  const side = row.sign === "circle" ? Math.max(16, Math.ceil(row.radius * 2 + 2)) : 16;
  const picture = drawn("svg", { viewBox: `0 0 ${side} ${side}`, width: side, height: side, "aria-hidden": "true", class: "swatch" });
  const fills = new Fills(1, "l" + byId("legend").children.length + "-");
  const fill = fills.of({ fill: row.fill, pattern: row.pattern });
  picture.append(fills.definitions,
    row.sign === "circle"
      ? drawn("circle", { cx: side / 2, cy: side / 2, r: row.radius, fill, "fill-opacity": 0.72 })
      : drawn("rect", { width: side, height: side, fill, class: "swatch-box" }));
  return picture;
}

function renderLegend() {
  const list = byId("legend");
  list.replaceChildren();
  shownYear().legend.forEach((row, index) => {
    // Title and unit stand above the map already.
    if (row.sign === "heading" || index === 1) return;
    const text = say(row.text) + (row.count === undefined ? "" : ` (${row.count})`);
    list.append(element("li", { class: row.sign === "badge" ? "badge" : null },
      row.sign === "swatch" || row.sign === "circle" ? swatch(row) : "", element("span", {}, text)));
  });
}

function renderAbout() {
  const { indicator } = state;
  const entries = [[word("formula"), [say(indicator.formula)]], [word("limits"), say(indicator.limits)], [word("ages"), say(indicator.ages)]];
  const sources = indicator.sources.map((id) => sourceOf.get(id)).filter(Boolean).map((source) => say(source.title));
  entries.push([word("source_of_this"), sources]);
  byId("about").replaceChildren(...entries
    .filter(([, texts]) => texts.filter(Boolean).length)
    .flatMap(([title, texts]) => [element("dt", {}, title), ...texts.map((text) => element("dd", {}, text))]));
}

// What changes with indicator, year or language.
function renderShown() {
  writeAddress();
  byId("indicator").value = state.indicator.id;
  const year = document.querySelector(`#years input[value="${state.year}"]`);
  if (year) year.checked = true;
  byId("shownTitle").textContent = shownTitle();
  const unit = say(state.indicator.unit);
  byId("shownUnit").textContent = [unit && word("unit", unit), word("direction_" + state.indicator.direction)].filter(Boolean).join(isEnglish() ? "; " : "　");
  renderPicture();
  renderLegend();
  renderTable();
  renderProfile();
  renderAbout();
  announce();
}

function choices(container, name, items, chosen, onChoose) {
  byId(container).replaceChildren(...items.map(([value, text]) => {
    const id = name + "-" + value;
    const input = element("input", { type: "radio", name, id, value });
    input.checked = value === chosen;
    input.addEventListener("change", () => onChoose(value));
    return element("span", { class: "segment" }, input, element("label", { for: id }, text));
  }));
}

function renderYears() {
  choices("years", "year", state.indicator.years.map((year, index) => [index, isEnglish() ? say(year.short) : say(year.short) + `（${year.year}）`]), state.year, showYear);
}

function renderIndicators() {
  const groups = new Map();
  for (const indicator of data.indicators) {
    const title = say(indicator.group);
    if (!groups.has(title)) groups.set(title, element("optgroup", { label: title }));
    groups.get(title).append(element("option", { value: indicator.id }, say(indicator.title)));
  }
  byId("indicator").replaceChildren(...groups.values());
}

function kilobytes(bytes) {
  return Math.max(1, Math.round(bytes / 1000)).toLocaleString("en") + " kB";
}

function renderPageTexts() {
  document.documentElement.lang = state.language;
  document.title = say(data.title);
  byId("pageTitle").textContent = say(data.title);
  byId("cityName").textContent = say(data.city);
  for (const part of document.querySelectorAll("[data-word]")) part.textContent = word(part.dataset.word);
  byId("languages").setAttribute("aria-label", word("languages"));
  byId("downloads").replaceChildren(...data.downloads.map((file) =>
    element("li", {}, element("a", { href: file.name, download: true }, say(file.title)), element("span", { class: "second" }, ` ${file.name}, ${kilobytes(file.bytes)}`))));
  byId("sources").replaceChildren(...data.sources.map((source) => {
    const facts = [source.publisher, source.as_of && word("as_of_source", source.as_of), source.licence].filter(Boolean).join(word("separator"));
    return element("li", {}, say(source.title), facts ? element("span", { class: "second" }, isEnglish() ? ` (${facts})` : `（${facts}）`) : "",
      source.credit ? element("span", { class: "second small credit", lang: isEnglish() ? "ja" : null }, source.credit) : "");
  }));
  const notes = [word("as_of", say(data.asOfText)), word("made_by")];
  if (data.sample) notes.unshift(word("sample_note"));
  byId("foot").textContent = notes.join(isEnglish() ? " · " : "　");
}

function renderLanguages() {
  const names = { ja: "日本語", en: "English" };
  byId("languages").hidden = data.languages.length < 2;
  byId("languages").replaceChildren(...data.languages.map((language) => {
    const button = element("button", { type: "button", lang: language, "aria-pressed": String(language === state.language) }, names[language]);
    button.addEventListener("click", () => {
      showLanguage(language);
      document.querySelector(`#languages [lang=${language}]`).focus();
    });
    return button;
  }));
}

function renderAll() {
  renderLanguages();
  renderPageTexts();
  renderIndicators();
  renderYears();
  byId("viewControl").hidden = !data.map;
  choices("views", "view", [["map", word("map")], ["tiles", word("tile_map")]], state.view, showView);
  renderShown();
}

// A district under the pointer says its value beside it.
function showTip(event) {
  const code = event.target.dataset?.code;
  const tip = byId("tip");
  tip.hidden = !code;
  if (!code) return;
  tip.textContent = sentenceOf(code);
  const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
  tip.style.left = Math.max(8, Math.min(event.clientX + 14, room)) + "px";
  tip.style.top = event.clientY + (event.clientY > innerHeight - 80 ? -tip.offsetHeight - 10 : 18) + "px";
}

function listen() {
  byId("indicator").addEventListener("change", (event) => showIndicator(event.target.value));
  for (const [view, picture] of Object.entries(pictures)) {
    const stage = byId(picture.stage);
    stage.addEventListener("click", (event) => {
      const code = event.target.dataset?.code;
      if (!code) return;
      select(code);
      byId(view === "map" ? "map-" + code : "tile-" + code).focus({ preventScroll: true });
    });
    stage.addEventListener("keydown", (event) => {
      const code = event.target.dataset?.code;
      if (!code) return;
      if (event.key === "Enter" || event.key === " ") select(code);
      else if (!picture.walk(event, code)) return;
      event.preventDefault();
    });
    stage.addEventListener("pointermove", showTip);
    stage.addEventListener("pointerleave", () => (byId("tip").hidden = true));
  }
  byId("compareTable").addEventListener("click", (event) => {
    const row = event.target.closest("tbody tr");
    const header = event.target.closest("thead button");
    if (header) sortBy(header.closest("th").dataset.key);
    else if (row && districtOf.has(row.dataset.code)) select(row.dataset.code);
    else if (row?.dataset.code === "city") select(null);
  });
  byId("compareTable").addEventListener("keydown", walkInTable);
  byId("facts").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) showIndicator(button.dataset.indicator);
  });
  byId("profile").addEventListener("click", (event) => {
    if (event.target.id !== "clear") return;
    select(null);
    byId("compareTable").querySelector("tbody button").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    byId("tip").hidden = true;
    if (state.district) select(null);
  });
  addEventListener("hashchange", () => {
    readAddress();
    renderAll();
  });
  let drawnWidth = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === drawnWidth) return;
    drawnWidth = innerWidth;
    renderPicture();
  });
}

readAddress();
document.querySelector("main").hidden = false;
renderAll();
listen();
