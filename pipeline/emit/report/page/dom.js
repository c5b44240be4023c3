// Elements from values. Text from articles only ever becomes a text node: nothing here parses HTML.

const SVG = "http://www.w3.org/2000/svg";

function build(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const el = (tag, attributes, ...children) => build(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) => build(document.createElementNS(SVG, tag), attributes, children);

// Characters that turn the direction of what follows, or that cannot be seen, are each shut into an element of their
// own that names them: they are there for whoever copies the text, and turn nothing.
const UNSEEN = /([\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff])/;

function spelt(text) {
  if (!UNSEEN.test(text)) return [text];
  return text.split(UNSEEN).map((part, place) => {
    if (place % 2 === 0) return part;
    const code = `U+${part.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    return el("bdi", { class: "unseen", "data-code": code }, part);
  });
}

const bdi = (text, className) => el("bdi", { class: className ?? null }, spelt(text));
const quoted = (text) => el("q", null, spelt(text.replace(/\s+/g, " ")));
const number = (count) => count.toLocaleString("en-GB");
const count = (amount, one, many) => `${number(amount)} ${amount === 1 ? one : (many ?? `${one}s`)}`;
const plain = (slug) => slug.replace(/-/g, " ").replace(/\//g, ": ");
const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
const byId = (id) => document.getElementById(id);
const inOrder = new Intl.Collator("en").compare;
const say = (words) => {
  byId("said").textContent = words;
};

function tally(items) {
  const counts = new Map();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (groups.has(name)) groups.get(name).push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
