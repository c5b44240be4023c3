// The overview: what failed first, then counts, the grids, and grades over time. All of it obeys the filters.

function overview(articles) {
  const seen = observations(articles);
  const grids = [...grouped(seen, (one) => one.inspectorate)].sort((one, other) => other[1].length - one[1].length);
  const measures = grouped(
    articles.flatMap((article) => article.measures),
    (one) => one.body,
  );
  return [
    el("h1", { class: "hidden" }, "Overview of the run"),
    failedChecks(articles),
    counts(articles, seen),
    grids.map(([inspectorate, given]) => gridSection(inspectorate, given, measures)),
    overTime(seen),
    !articles.length && nothing(),
  ];
}

const nothing = () => el("p", { class: "nothing" }, "No article fits these filters.");
const SHOWN = 3;

function failedChecks(articles) {
  const failed = articles.flatMap((article) => article.failed.map((one) => ({ ...one, article })));
  if (!failed.length) return articles.length > 0 && el("p", { class: "fine" }, "No check failed.");
  const kinds = [...grouped(failed, (one) => one.check)].sort((one, other) => other[1].length - one[1].length);
  const item = (one) =>
    el(
      "li",
      null,
      el("a", { href: link("article", one.article.key, { at: one.at }) }, bdi(titleOf(one.article))),
      el("span", null, bdi(one.detail)),
    );
  return el(
    "section",
    { class: "look", "aria-labelledby": "look" },
    el("h2", { id: "look" }, "To look at"),
    el(
      "div",
      { class: "checks" },
      kinds.map(([check, some]) =>
        el(
          "div",
          null,
          el(
            "h3",
            null,
            el("a", { href: link("articles", null, { check }) }, capital(plain(check))),
            " ",
            el("span", { class: "number" }, number(some.length)),
          ),
          el("ul", null, some.slice(0, SHOWN).map(item)),
          some.length > SHOWN &&
            el(
              "p",
              { class: "note" },
              el("a", { href: link("articles", null, { check }) }, `All ${number(some.length)}: ${plain(check)}`),
            ),
        ),
      ),
    ),
  );
}

function counts(articles, seen) {
  const sum = (field) => articles.reduce((total, article) => total + article[field], 0);
  const people = articles.reduce((total, article) => total + article.people.length, 0);
  const bodies = new Set(articles.flatMap((article) => article.bodies));
  const failed = articles.reduce((total, article) => total + article.failed.length, 0);
  const figures = [
    ["Failed checks", failed, failed ? link("articles", null, { check: "any" }) : null],
    ["Articles", articles.length, link("articles")],
    ["Bodies", bodies.size],
    [
      "Current grades",
      seen.filter((one) => one.status === "current").length,
      link("articles", null, { status: "current" }),
    ],
    [
      "Previous grades",
      seen.filter((one) => one.status === "previous").length,
      link("articles", null, { status: "previous" }),
    ],
    ["Tallies", sum("tallies")],
    ["People", people],
    ["Statistics", sum("statistics")],
    ["Measures", articles.reduce((total, article) => total + article.measures.length, 0)],
    ["Residue", sum("residue")],
    ["Rejects", HEAD.rejects.length, HEAD.rejects.length ? link("rejects") : null],
  ];
  const figure = ([name, amount, href]) =>
    el("div", null, el("dt", null, href ? el("a", { href }, name) : name), el("dd", null, number(amount)));
  return el("section", { "aria-label": "Counts" }, el("dl", { class: "counts" }, figures.map(figure)));
}

function gridSection(inspectorate, seen, measures) {
  const known = inspectorateOf(inspectorate),
    { box, bodies, columns } = gridOf(inspectorate, seen, measures);
  if (!bodies.length) return null;
  const id = `grid-${inspectorate}`,
    current = seen.filter((one) => one.status === "current");
  return el(
    "section",
    { "aria-labelledby": id },
    el(
      "h2",
      { id },
      known.short === inspectorate ? inspectorate : known.short,
      el("span", { class: "pack" }, inspectorate),
    ),
    el(
      "p",
      { class: "note" },
      `${known.name}. ${count(bodies.length, "body", "bodies")}, ${count(columns.length, "area")}; `,
      "the grade that stands, and the one before it.",
    ),
    current.length > 0 && sharesBar(current),
    box,
  );
}
