// What every page must keep, looked up in the page as it stands. Returns sentences; none is good.
function contrastOf(a, b) {
  const light = ([red, green, blue]) => {
    const part = (value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function colourOf(text) {
  const numbers = text.match(/[\d.]+/g).map(Number);
  return { rgb: numbers.slice(0, 3), alpha: numbers.length > 3 ? numbers[3] : 1 };
}

function groundOf(node) {
  for (let at = node; at; at = at.parentElement) {
    const ground = colourOf(getComputedStyle(at).backgroundColor);
    if (ground.alpha === 1) return ground.rgb;
  }
  return [255, 255, 255];
}

function isShown(node) {
  const box = node.getBoundingClientRect();
  return box.width > 2 && box.height > 2 && getComputedStyle(node).visibility === "visible";
}

function nameOfControl(node) {
  const named = (node.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean).map((id) => document.getElementById(id)?.textContent ?? "");
  const labels = [...(node.labels ?? [])].map((label) => label.textContent);
  return [node.getAttribute("aria-label"), ...named, ...labels, node.tagName === "INPUT" || node.tagName === "SELECT" ? "" : node.textContent].join("").trim();
}

const faults = [];
const all = (css) => [...document.querySelectorAll(css)];

for (const node of all("a[href], button, input, select, summary, [role=option], [role=listbox], svg[role=img]"))
  if (!nameOfControl(node)) faults.push("no name: " + node.outerHTML.slice(0, 80));
for (const node of all("svg")) {
  const isHidden = node.closest("[aria-hidden=true]");
  if (!isHidden && !node.getAttribute("role")) faults.push("picture without role: " + node.outerHTML.slice(0, 80));
}
const ids = all("[id]").map((node) => node.id);
for (const id of new Set(ids)) if (ids.filter((one) => one === id).length > 1) faults.push("id twice: " + id);
for (const attribute of ["aria-labelledby", "aria-describedby", "for"])
  for (const node of all(`[${attribute}]`))
    for (const id of node.getAttribute(attribute).split(" ")) if (!document.getElementById(id)) faults.push(`${attribute} leads nowhere: ${id}`);
for (const node of all("th")) if (!node.getAttribute("scope")) faults.push("header cell without scope: " + node.textContent);
for (const table of all("table")) if (!table.caption?.textContent.trim()) faults.push("table without caption: " + table.id);
for (const listbox of all("[role=listbox]")) {
  const stops = [...listbox.querySelectorAll("[role=option]")].filter((option) => option.tabIndex === 0);
  if (listbox.getClientRects().length && stops.length !== 1) faults.push(listbox.id + " has " + stops.length + " stops of the Tab key");
}
if (all("h1").length !== 1) faults.push("there is not one h1");
if (all("main").length !== 1) faults.push("there is not one main");
let level = 0;
for (const heading of all("h1, h2, h3, h4")) {
  const now = Number(heading.tagName[1]);
  if (now > level + 1) faults.push("heading level skipped: " + heading.textContent);
  level = now;
}
if (!document.documentElement.lang) faults.push("no language");
if (document.documentElement.scrollWidth > innerWidth) faults.push(`wider than the screen: ${document.documentElement.scrollWidth} > ${innerWidth}`);
for (const node of all("a[href], button, select, .segment")) {
  const box = node.getBoundingClientRect();
  const isInText = node.tagName === "A";
  if (isShown(node) && !isInText && (box.height < 24 || box.width < 24)) faults.push(`small to hit (${box.width} x ${box.height}): ${node.textContent}`);
}

const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const seen = new Map();
while (walker.nextNode()) {
  const node = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !isShown(node) || ["SCRIPT", "NOSCRIPT", "OPTION", "OPTGROUP"].includes(node.tagName)) continue;
  const style = getComputedStyle(node);
  const isDrawn = node.namespaceURI.endsWith("svg");
  let ground = groundOf(node);
  if (isDrawn && node.classList.contains("bare")) continue; // black or white on its class: looked at below
  if (isDrawn && node.closest(".labels")) ground = colourOf(style.stroke).rgb; // its halo
  const ink = colourOf(isDrawn ? style.fill : style.color).rgb;
  const contrast = contrastOf(ink, ground);
  seen.set(node, contrast);
  if (contrast < 4.5) faults.push(`contrast ${contrast.toFixed(2)}: ${node.textContent.trim().slice(0, 30)} (${ink} on ${ground})`);
}
for (const option of all("#tiles [role=option]")) {
  const fill = option.getAttribute("fill");
  if (fill.startsWith("url")) continue;
  const ground = fill.match(/[0-9a-f]{2}/gi).map((part) => parseInt(part, 16));
  const own = all("#tiles .bare").filter((text) => {
    const [a, b] = [text.getBoundingClientRect(), option.getBoundingClientRect()];
    return a.left >= b.left - 2 && a.right <= b.right + 2 && a.top >= b.top - 4 && a.bottom <= b.bottom + 4;
  });
  if (!own.length) faults.push("tile without its name inside: " + option.getAttribute("aria-label"));
  for (const text of own)
    if (contrastOf(colourOf(getComputedStyle(text).fill).rgb, ground) < 4.5) faults.push("contrast on tile " + text.textContent);
}
// Names on the map never stand over one another.
const names = all("#map .labels .name").map((node) => [node.textContent, node.getBBox()]);
names.forEach(([name, a], index) => {
  for (const [other, b] of names.slice(index + 1)) {
    // The box of a line is half as high again as what stands in it.
    const isBeside = a.x >= b.x + b.width || b.x >= a.x + a.width;
    if (!isBeside && Math.abs(a.y - b.y) < 0.65 * a.height) faults.push(`${name} over ${other}`);
  }
});
return { faults, texts: seen.size, least: Math.min(...seen.values()) };
