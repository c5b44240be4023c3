// The lists: articles that fit the filters, and inputs that became no record.

function articleRow(article) {
  const current = [
    ...grouped(
      article.grades.filter((grade) => grade.status === "current"),
      (grade) => grade.grade,
    ).values(),
  ].sort((one, other) => (depth(one[0]) ?? 2) - (depth(other[0]) ?? 2));
  const first = article.grades.find(gradeMatches),
    failed = article.failed.length;
  const filters = ["body", "area", "grade", "status"].some(wanted);
  return el(
    "tr",
    null,
    el("td", { class: "date" }, article.published ?? ""),
    el(
      "td",
      { class: "what" },
      el(
        "a",
        { href: link("article", article.key, filters && first ? { at: first.at } : null) },
        bdi(titleOf(article)),
      ),
      el("small", null, bdi([article.publisher, article.source].filter(Boolean).join(" · "))),
    ),
    el(
      "td",
      { class: "who" },
      bdi(article.bodies.join(", ")),
      el("small", null, article.inspectorate ?? "no inspectorate"),
    ),
    el(
      "td",
      { class: "given" },
      current.map((group) => [el("span", null, chip(group[0]), ` ${group.length}`), " "]),
    ),
    el("td", { class: "state" }, failed ? el("strong", null, count(failed, "failed check")) : null),
  );
}

const heads = (names) => names.map((name) => el("th", { scope: "col" }, name));

function articleList(articles) {
  const box = rowsInSight(heads(["Date", "Article", "Bodies", "Current grades", "Checks"]), articles, articleRow);
  box.classList.add("list");
  box.setAttribute("aria-label", count(articles.length, "article"));
  return [el("h1", null, "Articles"), articles.length ? box : nothing()];
}

function rejectList() {
  const row = ([source, stage, error, detail]) =>
    el(
      "tr",
      null,
      el("td", null, bdi(source)),
      el("td", null, stage),
      el("td", null, error),
      el("td", null, bdi(detail)),
    );
  const box = rowsInSight(heads(["Input", "Stage", "Error", "Detail"]), HEAD.rejects, row);
  box.classList.add("list");
  box.setAttribute("aria-label", count(HEAD.rejects.length, "reject"));
  return [
    el("h1", null, "Rejects"),
    el("p", { class: "note" }, "Inputs that could not become a record, and why."),
    HEAD.rejects.length ? box : el("p", { class: "nothing" }, "Nothing was rejected."),
  ];
}
