// The districts as they lie, with the enlarged centre beside them. One stop of the Tab key; arrows walk to the real
// neighbour.
const largestRadiusPx = 26;
const narrowMapPx = 480; // below it the enlarged centre has a place of its own under the map

// The districts of a part, in their own order: a script walks keys like "10" before keys like "01".
function codesIn(keyed) {
  return data.districts.map((district) => district.code).filter((code) => keyed[code] !== undefined);
}

function mapWidthPx() {
  return Math.max(280, byId("mapStage").clientWidth);
}

// Circles of a count, largest first, in px of the picture.
function circlesOf(names, unitsPerPx, shrink) {
  const radii = shownYear().radii;
  if (!radii) return [];
  return codesIn(radii)
    .filter((code) => names[code])
    .map((code) => ({
      code,
      x: names[code][0] / unitsPerPx,
      y: names[code][1] / unitsPerPx,
      radius: radii[code] * shrink,
    }))
    .sort((a, b) => b.radius - a.radius);
}

function labelWishes(drawnPart, codes, unitsPerPx, circles) {
  return codes
    .filter((code) => drawnPart.names[code])
    .map((code) => {
      const cell = cellOf(code);
      const sign = lookOf(code).sign;
      const lines = [{ text: nameOf(code), size: 12.5, isBold: true }];
      if (!state.indicator.cityOnly)
        lines.push({ text: (sign ? sign + " " : "") + valueText(cell) + (markOf(cell) ? " " + markOf(cell) : ""), size: 11.5 });
      const circle = circles.find((one) => one.code === code);
      const [x, y] = drawnPart.names[code];
      return {
        code, x: x / unitsPerPx, y: y / unitsPerPx, lines,
        clearance: circle ? circle.radius + 1 : 0,
        area: districtOf.get(code).areaKm2,
      };
    });
}

// What the map and the enlarged centre have in common; areas are options where `isMain`, plain paths otherwise.
function drawnDistricts(part, unitsPerPx, fills, isMain) {
  const areas = drawn("g", { role: "presentation" });
  for (const code of codesIn(part.paths))
    areas.append(drawn("path", {
      d: part.paths[code], class: "area", "data-code": code, fill: fills.of(lookOf(code)),
      ...(isMain ? { id: "map-" + code, role: "option", tabindex: -1, "aria-label": sentenceOf(code), "aria-selected": "false" } : {}),
    }));
  return [
    areas,
    drawn("path", { d: part.borders, class: "casing", "aria-hidden": "true" }),
    drawn("path", { d: part.borders, class: "border", "aria-hidden": "true" }),
  ];
}

function circleGroup(circles, unitsPerPx) {
  const classes = state.indicator.classes;
  const group = drawn("g", { "aria-hidden": "true" });
  for (const circle of circles)
    group.append(drawn("circle", {
      class: "circle", cx: circle.x * unitsPerPx, cy: circle.y * unitsPerPx, r: circle.radius * unitsPerPx,
      fill: classes[classes.length - 1].fill,
    }));
  return group;
}

// In the corner that the enlarged centre leaves free.
function scaleBar(map, unitsPerPx, isOnTop) {
  const { unitsPerKm, width, height } = map;
  const lengths = [20, 10, 5, 2, 1, 0.5, 0.2, 0.1];
  const km = lengths.find((one) => one * unitsPerKm <= width / 4) ?? 0.1;
  const length = km * unitsPerKm;
  const left = 12 * unitsPerPx;
  const bottom = isOnTop ? 30 * unitsPerPx : height - 10 * unitsPerPx;
  const tick = 5 * unitsPerPx;
  return drawn("g", { class: "scale", "aria-hidden": "true" },
    drawn("path", { d: `M${left} ${bottom - tick}v${tick}h${length}v${-tick}` }),
    drawn("text", { x: left, y: bottom - 8 * unitsPerPx, "font-size": 11 * unitsPerPx }, km >= 1 ? km + " km" : km * 1000 + " m"));
}

function renderMap() {
  const stage = byId("mapStage");
  const hadFocus = stage.contains(document.activeElement);
  stage.replaceChildren();
  if (!data.map) return;
  const map = data.map;
  const width = mapWidthPx();
  const unitsPerPx = map.width / width;
  const height = map.height / unitsPerPx;
  const shrink = Math.min(1, width / 560);
  const isBeside = map.inset && width >= narrowMapPx;
  const fills = new Fills(unitsPerPx, "m");
  const circles = circlesOf(map.names, unitsPerPx, shrink);
  const obstacles = [{ left: 0, top: isBeside ? height - 34 : 0, right: width / 4 + 30, bottom: isBeside ? height : 34 }];
  if (isBeside) {
    const box = map.inset.box;
    obstacles.push({
      left: box.x / unitsPerPx - 2, top: box.y / unitsPerPx - 22,
      right: (box.x + box.width) / unitsPerPx + 2, bottom: (box.y + box.height) / unitsPerPx + 2,
    });
  }
  const named = codesIn(map.names).filter((code) => !map.inset?.codes.includes(code));
  const wishes = labelWishes(map, named, unitsPerPx, circles);
  // Too small for both: names alone, the values stand in the table.
  if (width < narrowMapPx) for (const wish of wishes) wish.lines.length = 1;
  const labels = placedLabels(wishes, width, height, obstacles,
    circles.map((circle) => boxAt(circle.x, circle.y, circle.radius * 1.6, circle.radius * 1.6)));
  const picture = drawn("svg",
    { viewBox: `0 0 ${map.width} ${map.height}`, role: "listbox", id: "map", "aria-describedby": "hint",
      "aria-label": word("map_of", say(state.indicator.title), say(shownYear().title)) },
    fills.definitions, ...drawnDistricts(map, unitsPerPx, fills, true));
  if (isBeside) picture.append(insetLink(map.inset, unitsPerPx));
  picture.append(circleGroup(circles, unitsPerPx), drawn("g", { class: "chosen", "aria-hidden": "true" }),
    labelGroup(labels, unitsPerPx), scaleBar(map, unitsPerPx, !isBeside));
  stage.append(picture);
  if (map.inset) stage.append(drawnInset(map, isBeside, shrink));
  markMap();
  if (hadFocus) picture.querySelector("[tabindex='0']").focus();
}

// Where the centre lies on the map, and a line to its enlargement.
function insetLink(inset, unitsPerPx) {
  const { box, looksAt } = inset;
  const x = Math.min(box.x + box.width, looksAt.x + looksAt.width);
  const start = [Math.min(box.x + box.width, Math.max(box.x, looksAt.x)), box.y + box.height];
  const d = `M${looksAt.x} ${looksAt.y}h${looksAt.width}v${looksAt.height}h${-looksAt.width}z` +
    `M${start[0]} ${start[1]}L${Math.max(looksAt.x, Math.min(x, start[0]))} ${looksAt.y}`;
  return drawn("g", { "aria-hidden": "true" }, drawn("path", { d, class: "link-casing" }), drawn("path", { d, class: "link" }));
}

function drawnInset(map, isBeside, shrink) {
  const { inset } = map;
  const width = isBeside ? (inset.box.width / map.width) * mapWidthPx() : mapWidthPx();
  const unitsPerPx = inset.width / width;
  const fills = new Fills(unitsPerPx, "i");
  const circles = circlesOf(inset.names, unitsPerPx, shrink);
  const labels = placedLabels(labelWishes(inset, codesIn(inset.names), unitsPerPx, circles), width, inset.height / unitsPerPx, [],
    circles.map((circle) => boxAt(circle.x, circle.y, circle.radius * 1.6, circle.radius * 1.6)));
  const picture = drawn("svg", { viewBox: `0 0 ${inset.width} ${inset.height}`, "aria-hidden": "true", id: "inset" },
    fills.definitions, ...drawnDistricts(inset, unitsPerPx, fills, false), circleGroup(circles, unitsPerPx),
    drawn("g", { class: "chosen" }), labelGroup(labels, unitsPerPx));
  const figure = element("div", { class: isBeside ? "inset beside" : "inset" },
    element("p", { class: "inset-title", "aria-hidden": "true" }, word("inset")), picture);
  if (isBeside) {
    const share = (part, whole) => (100 * part) / whole + "%";
    figure.style.left = share(inset.box.x, map.width);
    figure.style.top = share(inset.box.y, map.height);
    figure.style.width = share(inset.box.width, map.width);
  }
  return figure;
}

// Shows the selection without drawing anything else anew, so that the focus stays where it is.
function markMap() {
  for (const picture of document.querySelectorAll("#map, #inset")) {
    const part = picture.id === "map" ? data.map : data.map.inset;
    const path = state.district && part.paths[state.district];
    picture.querySelector(".chosen").replaceChildren(
      ...(path ? [drawn("path", { d: path, class: "chosen-outer" }), drawn("path", { d: path, class: "chosen-inner" })] : []));
  }
  markOptions("#map");
}

// One option takes the Tab key: the selected one, or the first.
function markOptions(listbox) {
  const options = [...document.querySelectorAll(listbox + " [role=option]")];
  const stop = options.find((option) => option.dataset.code === state.district) ?? options[0];
  for (const option of options) {
    option.setAttribute("aria-selected", String(option.dataset.code === state.district));
    option.setAttribute("tabindex", option === stop ? "0" : "-1");
  }
}

const headings = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];

function walkOnMap(event, code) {
  const heading = headings.indexOf(event.key);
  if (heading < 0) return false;
  const next = districtOf.get(code).neighbours[heading];
  if (next) {
    byId("map-" + next)?.focus();
    select(next);
  }
  return true;
}
