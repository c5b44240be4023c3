// The data of the page. The head is there at once: one row for each article, its strings by their place in a table
// (index.py writes it). Whole records are in compressed blocks behind the script and are read when they are opened.

const HEAD = JSON.parse(byId("head").textContent);
const string = (place) => HEAD.strings[place];

function gradeOf(row, at) {
  const [body, area, grade, status, asOf, inspectorate, scale] = row.map(string);
  return { at, body, area, grade, status, asOf, inspectorate, scale };
}

const ARTICLES = HEAD.articles.map((row, place) => {
  const [title, source, published, publisher, inspectorate] = row.slice(1, 6).map(string);
  return {
    place,
    key: row[0],
    title,
    source,
    published,
    publisher,
    inspectorate,
    bodies: row[6].map(string),
    areas: row[7].map(string),
    grades: row[8].map((grade, at) => gradeOf(grade, `grades.${at}`)),
    people: row[9].map(string),
    measures: row[10].map(([measure, body, state]) => ({
      measure: string(measure),
      body: string(body),
      state: string(state),
    })),
    failed: row[11].map(([at, check, detail]) => ({
      at: `checks.${at}`,
      check: string(check),
      detail: string(detail),
    })),
    statistics: row[12][0],
    tallies: row[12][1],
    residue: row[12][2],
  };
});
const BY_KEY = new Map(ARTICLES.map((article) => [article.key, article]));

// Blocks are read once; the last few stay, for going back and forth.
const blocks = new Map();

async function recordOf(article) {
  const place = Math.floor(article.place / HEAD.block);
  if (!blocks.has(place)) {
    blocks.set(place, unpacked(await blockText(`block-${place}`)));
    if (blocks.size > 8) blocks.delete(blocks.keys().next().value);
  }
  return (await blocks.get(place))[article.place % HEAD.block];
}

async function blockText(id) {
  const whole = () => document.readyState !== "loading" || byId(id)?.nextSibling;
  while (!whole()) await new Promise((resolve) => setTimeout(resolve, 20));
  return byId(id).textContent;
}

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

// Offsets count code points, strings here UTF-16 units: where in `text` a code point offset stands.
function places(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const starts = [];
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit) > 0xffff ? 2 : 1) starts.push(unit);
  starts.push(text.length);
  return (offset) => starts[offset];
}

const inspectorateOf = (id) => HEAD.words.inspectorates[id] ?? { short: id, name: id, areas: {}, scales: {} };
const gradeLabel = (slug) => HEAD.words.grades[slug] ?? capital(plain(slug));
const areaLabel = (inspectorate, area) => inspectorateOf(inspectorate).areas[area] || capital(plain(area));
const titleOf = (article) => article.title || article.source;

// The scale on which a grade is placed: the longest of its inspectorate that has all grades of its own scale. A grade
// has the same place, then, before and after a scale got a grade more.
const finest = new Map();

function scaleOf({ inspectorate, scale }) {
  const name = `${inspectorate} ${scale}`,
    scales = inspectorateOf(inspectorate).scales;
  if (!finest.has(name)) {
    const holding = Object.values(scales).filter((other) => scales[scale]?.every((grade) => other.includes(grade)));
    finest.set(
      name,
      holding.reduce((best, other) => (other.length > best.length ? other : best), scales[scale] ?? []),
    );
  }
  return finest.get(name);
}

// How far down its scale a grade stands: 0 the best, 1 the worst, null where that is not known.
function depth(grade) {
  const scale = scaleOf(grade),
    place = scale.indexOf(grade.grade);
  return place < 0 ? null : place / Math.max(1, scale.length - 1);
}

// The colour of a grade is one of seven steps, so that scales of two to seven grades have a colour for each.
function stepClass(grade) {
  const down = depth(grade);
  return down === null ? "step" : `step step${Math.round(down * 6)}`;
}

const chip = (grade) => el("span", { class: `chip ${stepClass(grade)}` }, gradeLabel(grade.grade));
