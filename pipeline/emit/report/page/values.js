// The record's values as a list beside the text: what each says, its words, its rule, and a citation to copy.

const UNITS = {
  percent: "%",
  "percentage-points": " points",
  count: "",
  multiple: " times",
  "per-1000": " per 1,000",
  "per-100000": " per 100,000",
};

function figure(value) {
  const shown = (digits) => digits.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
  const digits =
    value.value === null ? `${shown(value.low ?? "?")} to ${shown(value.high ?? "?")}` : shown(value.value);
  const unit =
    value.unit === "gbp"
      ? `£${digits}`
      : value.unit === "rank"
        ? `no. ${digits}`
        : digits + (UNITS[value.unit] ?? ` ${value.unit}`);
  return value.qualifier ? `${plain(value.qualifier)} ${unit}` : unit;
}

const counted = (value) =>
  Object.entries(value.counts)
    .map(([grade, amount]) => `${amount} ${grade.split("+").map(gradeLabel).join(" or ")}`)
    .join(", ");
const factor = (...parts) => parts.filter(Boolean).join(" ");

// For each list: its name, what stands in the headline of a value, the fields below it, and those beside its rule.
const SHOWS = {
  checks: [
    "Checks",
    (v) => [
      el("span", { class: v.ok ? "passed" : "failed" }, v.ok ? "Passed" : "Failed"),
      ` ${capital(plain(v.check))}`,
    ],
    ["detail"],
  ],
  grades: [
    "Grades",
    (v) => [
      chip({ ...v }),
      ` ${areaLabel(v.inspectorate, v.area)}`,
      v.status === "previous" && el("em", null, " previous"),
    ],
    ["body", "status", "as_of"],
    ["area", "inspectorate", "scale", "rank"],
  ],
  tallies: ["Tallies", (v) => [counted(v)], ["body", "status", "over", "total"]],
  measures: ["Measures", (v) => [capital(plain(v.measure))], ["body", "state"]],
  bodies: ["Bodies", (v) => [bdi(v.name)], ["kind"], ["id"]],
  areas: ["Areas", (v) => [bdi(v.label)], ["graded"], ["id"]],
  people: ["People", (v) => [bdi(factor(v.honorific, v.name))], ["role", "organisation", "quoted"]],
  statistics: [
    "Statistics",
    (v) => [bdi(factor(figure(v), v.noun))],
    ["about", "body", "direction", "comparison", "period"],
    ["unit"],
  ],
  residue: ["Residue", (v) => [`${capital(v.kind)} not used`], ["reason"]],
};

const spoken = (value) => (value === true ? "yes" : value === false ? "no" : String(value));
const fact = (name, value) => el("span", null, el("i", null, `${name.replace("_", " ")} `), bdi(spoken(value)));

function wordsOf(record, spans) {
  const { text } = record.article,
    unit = text === null ? null : places(text);
  return (spans ?? []).map(([start, end, quote]) => ({
    start,
    end,
    quote: quote ?? text.slice(unit(start), unit(end)),
  }));
}

function words(record, value) {
  const line = (name, spans) =>
    spans.length > 0 &&
    el(
      "span",
      { class: "words" },
      name && el("i", null, `${name} `),
      spans.map((span, place) => [place ? " … " : "", quoted(span.quote)]),
    );
  return [line(null, wordsOf(record, value.evidence)), line("says", wordsOf(record, value.quotes))];
}

function valueItem(record, list, place, actions) {
  const [, head, fields, beside] = SHOWS[list],
    value = record[list][place],
    at = `${list}.${place}`;
  const facts = (names) =>
    (names ?? []).filter((name) => value[name] !== null && value[name] !== "").map((name) => fact(name, value[name]));
  return el(
    "li",
    { class: `value of-${list}${value.ok === false ? " bad" : ""}`, id: at, "data-at": at },
    el(
      "button",
      { type: "button", class: "go", onclick: () => actions.go(at) },
      el("span", { class: "says" }, head(value)),
      el("span", { class: "facts" }, facts(fields)),
      words(record, value),
      value.rule && el("span", { class: "made" }, el("code", null, value.rule), facts(beside)),
    ),
    value.evidence &&
      el(
        "button",
        { type: "button", class: "copy", onclick: (event) => actions.copy(at, event.currentTarget.firstChild) },
        el("span", null, "Cite"),
        el("span", { class: "hidden" }, ` ${list} ${place + 1}`),
      ),
  );
}

function valueLists(record, withResidue, actions) {
  const lists = Object.keys(SHOWS).filter((list) => record[list].length && (withResidue || list !== "residue"));
  const broken = record.checks.some((check) => !check.ok);
  if (!broken && lists.includes("checks")) lists.push(lists.shift());
  return lists.map((list) =>
    el(
      "section",
      { "aria-labelledby": `list-${list}` },
      el("h2", { id: `list-${list}` }, SHOWS[list][0], " ", el("span", { class: "number" }, record[list].length)),
      el(
        "ol",
        null,
        record[list].map((_, place) => valueItem(record, list, place, actions)),
      ),
    ),
  );
}

// What a person pastes into a note: the words, where they stand, and what they were read as.
function citation(record, at) {
  const [list, place] = at.split("."),
    value = record[list][Number(place)],
    { article } = record;
  const spans = [...wordsOf(record, value.evidence), ...wordsOf(record, value.quotes)];
  const where = spans.map((span) => `${span.start}-${span.end}`).join(", ");
  return [
    spans.map((span) => `“${span.quote}”`).join(" … "),
    [article.title, article.publisher, article.published].filter(Boolean).join(", "),
    `${article.url ?? article.source}, characters ${where} (code points; record ${record.id})`,
    `Read as ${list}: ${SHOWS[list][1](value)
      .flat()
      .filter(Boolean)
      .map((part) => part.textContent ?? part)
      .join("")
      .trim()}, rule ${value.rule}`,
  ]
    .filter(Boolean)
    .join("\n");
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "hidden" }, text);
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}
