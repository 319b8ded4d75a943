// One tile a district: equal voice for small and large ones. Colours, selection and words are the map's.
const tileSide = 84;
const tileGap = 4;

function fittedSize(text, size, isBold, width) {
  while (size > 7 && widthOf(text, size, isBold) > width) size -= 0.5;
  return size;
}

function renderTiles() {
  const stage = byId("tileStage");
  const hadFocus = stage.contains(document.activeElement);
  stage.replaceChildren();
  const { columns, rows, automatic } = data.tiles;
  const whole = [columns * (tileSide + tileGap), rows * (tileSide + tileGap)];
  const width = Math.min(Math.max(280, stage.clientWidth), 720);
  const unitsPerPx = whole[0] / width;
  const inner = (tileSide - 6) / unitsPerPx; // px
  const fills = new Fills(unitsPerPx, "t");
  const tiles = drawn("g", { role: "presentation" });
  const texts = drawn("g", { class: "labels", "aria-hidden": "true" });
  for (const { code, tile } of data.districts) {
    const look = lookOf(code);
    const cell = cellOf(code);
    const left = tile[0] * (tileSide + tileGap) + tileGap / 2;
    const top = tile[1] * (tileSide + tileGap) + tileGap / 2;
    tiles.append(drawn("rect", {
      id: "tile-" + code, class: "area tile", x: left, y: top, width: tileSide, height: tileSide, rx: 2,
      fill: fills.of(look), role: "option", tabindex: -1, "data-code": code, "aria-label": sentenceOf(code), "aria-selected": "false",
    }));
    const lines = [[nameOf(code), 14, true]];
    if (!state.indicator.cityOnly) lines.push([(look.sign ? look.sign + " " : "") + valueText(cell), 13, false]);
    if (markOf(cell)) lines.push([markOf(cell), 11, false]);
    else if (cell.d) lines.push([cell.d, 11, false]);
    const sizes = lines.map(([text, size, isBold]) => fittedSize(text, Math.min(size, inner / 3.6), isBold, inner));
    const total = sizes.reduce((sum, size) => sum + size * 1.3, 0) * unitsPerPx;
    let baseline = top + (tileSide - total) / 2;
    lines.forEach(([text, , isBold], index) => {
      baseline += sizes[index] * 1.3 * unitsPerPx;
      texts.append(drawn("text", {
        x: left + tileSide / 2, y: baseline - sizes[index] * 0.25 * unitsPerPx, "font-size": sizes[index] * unitsPerPx,
        class: (isBold ? "name" : "number") + (look.pattern ? "" : " bare"), fill: look.ink,
        "stroke-width": look.pattern ? 4 * unitsPerPx : 0,
      }, text));
    });
  }
  const picture = drawn("svg", {
    viewBox: `0 0 ${whole[0]} ${whole[1]}`, role: "listbox", id: "tiles", "aria-describedby": "hint",
    "aria-label": word("tile_map_of", say(state.indicator.title), say(shownYear().title)),
  }, fills.definitions, tiles, drawn("g", { class: "chosen", "aria-hidden": "true" }), texts);
  picture.style.maxWidth = width + "px";
  stage.append(picture, element("p", { class: "second small" },
    word("tiles_note") + (automatic ? " " + word("tiles_automatic") : "")));
  markTiles();
  if (hadFocus) picture.querySelector("[tabindex='0']").focus();
}

function markTiles() {
  const chosen = document.querySelector("#tiles .chosen");
  const tile = state.district && byId("tile-" + state.district);
  const frame = (kind) => drawn("rect", {
    class: kind, x: tile.getAttribute("x"), y: tile.getAttribute("y"), width: tileSide, height: tileSide, rx: 2,
  });
  chosen.replaceChildren(...(tile ? [frame("chosen-outer"), frame("chosen-inner")] : []));
  markOptions("#tiles");
}

// To the next tile in that column or row, over holes.
function walkOnTiles(event, code) {
  const heading = headings.indexOf(event.key);
  if (heading < 0) return false;
  const isUpright = heading < 2;
  const way = heading % 2 === 0 ? -1 : 1;
  const here = districtOf.get(code).tile;
  const ahead = data.districts
    .filter(({ tile }) => (isUpright ? tile[0] === here[0] && (tile[1] - here[1]) * way > 0 : tile[1] === here[1] && (tile[0] - here[0]) * way > 0))
    .sort((a, b) => Math.abs(a.tile[0] - here[0]) + Math.abs(a.tile[1] - here[1]) - Math.abs(b.tile[0] - here[0]) - Math.abs(b.tile[1] - here[1]));
  if (ahead.length) {
    byId("tile-" + ahead[0].code).focus();
    select(ahead[0].code);
  }
  return true;
}
