// The grid of bodies by areas, as inspectorates print it: the grade that stands, and how it differs from the last.

const WIDTH = { body: 15, area: 8.4 };

const dateOf = (article, grade) => grade.asOf ?? (grade.status === "current" ? article.published : null) ?? "";
const yearOf = (date) => date.slice(0, 4);

function observations(articles) {
  return articles.flatMap((article) =>
    article.grades.filter(gradeIsIn).map((grade) => ({ ...grade, article, date: dateOf(article, grade) })),
  );
}

const gradeIsIn = (grade) =>
  within(grade.body, wanted("body")) &&
  is(grade.area, wanted("area")) &&
  is(grade.inspectorate, wanted("inspectorate"));

// One cell: the newest current grade, the one before it (as the same article says, else from an older article), and
// other grades that articles give for the same year.
function cellOf(seen) {
  const newest = (some) => some.reduce((best, one) => (best && best.date >= one.date ? best : one), null);
  const current = seen.filter((one) => one.status === "current");
  const now = newest(current);
  const past = seen.filter((one) => one.status === "previous");
  if (!now) return { now: null, before: newest(past), others: [], seen };
  const older = current.filter((one) => one.date && yearOf(one.date) < yearOf(now.date));
  const before = newest(past.filter((one) => one.article === now.article)) ?? newest([...older, ...past]);
  const rivals = current.filter((one) => one.grade !== now.grade && yearOf(one.date) === yearOf(now.date));
  return { now, before, others: [...new Set(rivals.map((one) => one.grade))], seen };
}

function change(now, before) {
  if (!before) return null;
  const label = gradeLabel(before.grade);
  if (before.grade === now.grade) return { sign: "=", kind: "same", words: `still ${label}`, short: "unchanged" };
  const down = depth(now),
    was = depth(before);
  if (down === null || was === null || down === was)
    return { sign: "≠", kind: "other", words: `was ${label}`, short: `was ${label}` };
  return down < was
    ? { sign: "▲", kind: "better", words: `up from ${label}`, short: `from ${label}` }
    : { sign: "▼", kind: "worse", words: `down from ${label}`, short: `from ${label}` };
}

function gridCell(cell) {
  if (!cell) return el("td", { class: "none" });
  const grade = cell.now ?? cell.before;
  const moved = cell.now && change(cell.now, cell.before);
  const title = `${areaLabel(grade.inspectorate, grade.area)}: ${gradeLabel(grade.grade)}`;
  const hint = [
    title,
    moved?.words,
    grade.date,
    titleOf(grade.article),
    cell.others.length ? `other articles: ${cell.others.map(gradeLabel).join(", ")}` : null,
  ];
  return el(
    "td",
    { class: `cell ${cell.now ? stepClass(grade) : "past"}` },
    el(
      "a",
      { href: link("article", grade.article.key, { at: grade.at }), title: hint.filter(Boolean).join(" · ") },
      el("b", null, cell.now ? gradeLabel(grade.grade) : `was ${gradeLabel(grade.grade)}`),
      moved &&
        el(
          "small",
          { class: moved.kind },
          el("span", { "aria-hidden": "true" }, `${moved.sign} `),
          el("span", { class: "hidden" }, moved.kind === "better" ? "up " : moved.kind === "worse" ? "down " : ""),
          moved.short,
        ),
      cell.others.length > 0 && el("small", { class: "dispute" }, "articles differ"),
    ),
  );
}

function bodyCell(body, measures) {
  const inForce = [...new Set(measures.filter((one) => one.state === "current").map((one) => one.measure))];
  return el(
    "th",
    { scope: "row" },
    body === null ? "No body named" : el("a", { href: link("articles", null, { body }) }, bdi(body)),
    inForce.map((measure) => el("span", { class: "measure" }, capital(plain(measure)))),
  );
}

function gridOf(inspectorate, seen, measures) {
  const known = inspectorateOf(inspectorate);
  const given = new Set(seen.map((one) => one.area));
  const columns = Object.keys(known.areas).filter((area) => given.has(area));
  const bodies = [...grouped(seen, (one) => one.body)]
    .filter(([, some]) => some.some(gradeMatches))
    .sort((one, other) => inOrder(one[0] ?? "", other[0] ?? ""));
  const heads = [
    el("th", { scope: "col", class: "corner" }, "Body"),
    ...columns.map((area) =>
      el("th", { scope: "col", title: areaLabel(inspectorate, area) }, el("span", null, areaLabel(inspectorate, area))),
    ),
  ];
  const row = ([body, some]) => {
    const byArea = grouped(some, (one) => one.area);
    return el(
      "tr",
      null,
      bodyCell(body, measures.get(body) ?? []),
      columns.map((area) => gridCell(byArea.has(area) && cellOf(byArea.get(area)))),
    );
  };
  const box = rowsInSight(heads, bodies, row);
  box.classList.add("grid");
  box.querySelector("table").style.width = `${WIDTH.body + WIDTH.area * columns.length}rem`;
  box.setAttribute("aria-label", `${known.short}: grades of ${count(bodies.length, "body", "bodies")} by area`);
  return { box, bodies, columns };
}
