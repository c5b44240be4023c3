// The article's text, cut wherever a piece of evidence starts or ends. Each piece carries every value whose words it is
// part of, so that evidence may overlap in any way. Furniture of the page, from which nothing is read, is dimmed.

const SPANS = { evidence: null, mentions: "mentions", quotes: "quotes" };
const STORY = ["title", "standfirst", "heading"]; // furniture whose words may carry values
const LISTS = ["grades", "bodies", "areas", "tallies", "people", "statistics", "measures", "residue"];

function spansOf(record) {
  const spans = [];
  for (const list of LISTS) {
    record[list].forEach((value, place) => {
      for (const [field, kind] of Object.entries(SPANS))
        for (const [start, end] of value[field] ?? [])
          spans.push({ start, end, kind: kind ?? list, at: `${list}.${place}` });
    });
  }
  return spans;
}

function markedText(record, withResidue) {
  const text = record.article.text,
    unit = places(text);
  const aside = record.furniture.filter(({ kind }) => !STORY.includes(kind));
  const spans = [...spansOf(record), ...aside.map(({ start, end }) => ({ start, end, kind: "furniture" }))].filter(
    (span) => span.end > span.start && (withResidue || span.kind !== "residue"),
  );
  const opening = grouped(spans, (span) => span.start),
    closing = grouped(spans, (span) => span.end);
  const cuts = [...new Set([0, ...opening.keys(), ...closing.keys()])].sort((one, other) => one - other);
  const open = new Set(),
    pieces = [];
  cuts.forEach((cut, place) => {
    for (const span of closing.get(cut) ?? []) open.delete(span);
    for (const span of opening.get(cut) ?? []) open.add(span);
    const part = text.slice(unit(cut), place + 1 < cuts.length ? unit(cuts[place + 1]) : undefined);
    if (part) pieces.push(open.size ? piece(part, [...open]) : spelt(part));
  });
  return el("div", { class: "story", dir: "ltr" }, pieces);
}

function piece(part, spans) {
  const marked = spans.filter((span) => span.at);
  if (!marked.length) return el("span", { class: "furniture" }, spelt(part));
  const kinds = [...new Set(spans.map((span) => span.kind))],
    values = [...new Set(marked.map((span) => span.at))];
  return el(
    "mark",
    { class: kinds.map((kind) => `k-${kind}`).join(" "), "data-at": values.join(" "), tabindex: -1 },
    spelt(part),
  );
}

const KINDS = [
  ["grades", "Grade"],
  ["tallies", "Tally"],
  ["statistics", "Statistic"],
  ["measures", "Measure"],
  ["bodies", "Body"],
  ["areas", "Area"],
  ["people", "Person"],
  ["quotes", "Person’s words"],
  ["residue", "Residue"],
];

function legend(withResidue) {
  const kinds = KINDS.filter(([kind]) => withResidue || kind !== "residue");
  return el(
    "ul",
    { class: "legend", "aria-label": "How words are marked" },
    [...kinds.map(([kind, name]) => [`k-${kind}`, name]), ["furniture", "Not the story"]].map(([style, name]) =>
      el("li", null, el("span", { class: style }, name)),
    ),
  );
}
