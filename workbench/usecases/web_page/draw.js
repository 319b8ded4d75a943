// Elements, and how an area is filled. Text always goes in as text, never as markup.
function element(name, attributes = {}, ...children) {
  return filledIn(document.createElement(name), attributes, children);
}

function drawn(name, attributes = {}, ...children) {
  return filledIn(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function filledIn(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes))
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

function byId(id) {
  return document.getElementById(id);
}

const paper = "#fbfbf9";
const land = "#efefea";
const absentGround = "#f4f4f2";
const absentInk = "#7b858f";
const absentPatterns = {
  missing: { kind: "lines", spacing: 6, thickness: 1, angle: 45, colour: absentInk },
  suppressed: { kind: "dots", spacing: 6, thickness: 1.5, angle: 0, colour: absentInk },
};

// How the district is shown now: its ground, what lies over it, and the ink that reads on it.
function lookOf(code) {
  const cell = cellOf(code);
  if (state.indicator.cityOnly) return { fill: land, ink: "#1b1f24" };
  if (cell.a)
    return {
      fill: cell.a === "not_applicable" ? paper : absentGround,
      pattern: absentPatterns[cell.a],
      ink: "#1b1f24",
    };
  if (state.indicator.circles) return { fill: land, ink: "#1b1f24" };
  const shown = state.indicator.classes[cell.c];
  return { fill: shown.fill, pattern: shown.pattern, ink: shown.pattern ? "#1b1f24" : shown.ink, sign: shown.sign };
}

// Fills of one picture. Patterns are as wide on the screen as they say, however large the picture is drawn.
class Fills {
  constructor(unitsPerPx, prefix) {
    this.scale = unitsPerPx;
    this.prefix = prefix;
    this.definitions = drawn("defs");
    this.known = new Map();
  }

  of(look) {
    if (!look.pattern) return look.fill;
    const key = JSON.stringify(look.pattern) + look.fill;
    if (!this.known.has(key)) {
      const id = this.prefix + this.known.size;
      this.known.set(key, id);
      this.definitions.append(this.pattern(id, look));
    }
    return "url(#" + this.known.get(key) + ")";
  }

  pattern(id, look) {
    const { kind, spacing, thickness, angle, colour } = look.pattern;
    const side = spacing * this.scale;
    const mark =
      kind === "lines"
        ? drawn("rect", { y: side / 2, width: side, height: thickness * this.scale, fill: colour })
        : drawn("circle", { cx: side / 2, cy: side / 2, r: (thickness / 2) * this.scale, fill: colour });
    return drawn(
      "pattern",
      { id, width: side, height: side, patternUnits: "userSpaceOnUse", patternTransform: "rotate(" + -angle + ")" },
      drawn("rect", { width: side, height: side, fill: look.fill }),
      mark
    );
  }
}
