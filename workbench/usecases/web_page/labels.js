// Names and values on the map: none over another, small districts first, since they have the fewest places to go.
const pen = document.createElement("canvas").getContext("2d");

function widthOf(text, size, isBold) {
  pen.font = (isBold ? "bold " : "") + size + "px " + getComputedStyle(document.body).fontFamily;
  return pen.measureText(text).width;
}

function boxAt(x, y, width, height) {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

function overlaps(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

const lineHeight = 1.2;

function sizeOf(lines) {
  return {
    width: Math.max(...lines.map((line) => widthOf(line.text, line.size, line.isBold))) + 4,
    height: lines.reduce((sum, line) => sum + line.size * lineHeight, 0) + 2,
  };
}

// The place first, then 8 ways around it further and further out.
function* placesAround(wish, size) {
  if (!wish.clearance) yield [wish.x, wish.y];
  for (const distance of [0, 8, 16, 26, 38])
    for (const [dx, dy] of [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1]])
      yield [
        wish.x + dx * (wish.clearance + distance + size.width / 2) * (dx && dy ? 0.75 : 1),
        wish.y + dy * (wish.clearance + distance + size.height / 2) * (dx && dy ? 0.75 : 1),
      ];
}

// wishes: {code, x, y, lines, clearance, area} in px. signs may be covered where no other place is left.
function placedLabels(wishes, width, height, obstacles, signs) {
  const bounds = { left: 2, top: 2, right: width - 2, bottom: height - 2 };
  const taken = [...obstacles];
  const placed = [];
  const isFree = (box, sparesSigns) =>
    box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top && box.bottom <= bounds.bottom &&
    !taken.some((other) => overlaps(box, other)) && !(sparesSigns && signs.some((sign) => overlaps(box, sign)));
  const tried = (wish, lines, sparesSigns) => {
    const size = sizeOf(lines);
    for (const [x, y] of placesAround(wish, size)) {
      const box = boxAt(x, y, size.width, size.height);
      if (!isFree(box, sparesSigns)) continue;
      taken.push(box);
      placed.push({ ...wish, lines, box });
      return true;
    }
    return false;
  };
  for (const wish of [...wishes].sort((a, b) => a.area - b.area))
    tried(wish, wish.lines, true) || tried(wish, wish.lines.slice(0, 1), true) || tried(wish, wish.lines.slice(0, 1), false);
  return placed;
}

// Labels as drawn: a hair leader where the name left its place, then the text with a halo of paper.
function labelGroup(labels, scale) {
  const group = drawn("g", { class: "labels", "aria-hidden": "true" });
  for (const label of labels) {
    const isAway =
      label.x < label.box.left || label.x > label.box.right || label.y < label.box.top - label.clearance ||
      label.y > label.box.bottom + label.clearance;
    if (isAway) {
      const nearX = Math.min(Math.max(label.x, label.box.left), label.box.right);
      const nearY = Math.min(Math.max(label.y, label.box.top), label.box.bottom);
      group.append(drawn("line", {
        class: "leader", x1: label.x * scale, y1: label.y * scale, x2: nearX * scale, y2: nearY * scale,
      }));
    }
    let top = label.box.top + 1;
    for (const line of label.lines) {
      group.append(drawn("text", {
        x: ((label.box.left + label.box.right) / 2) * scale,
        y: (top + line.size * 1.0) * scale,
        "font-size": line.size * scale,
        "stroke-width": 4 * scale,
        class: line.isBold ? "name" : "number",
      }, line.text));
      top += line.size * lineHeight;
    }
  }
  return group;
}
