// Which articles are shown. Body, area, grade and status must hold of one grade together; without area, grade and
// status a body or an inspectorate that the article only reports on is enough.

const within = (value, wanted) => !wanted || (value ?? "").toLowerCase().includes(wanted.toLowerCase());
const is = (value, wanted) => !wanted || value === wanted;
const wanted = (name) => state.params.get(name) ?? "";

function gradeMatches(grade) {
  return (
    within(grade.body, wanted("body")) &&
    is(grade.area, wanted("area")) &&
    is(grade.grade, wanted("grade")) &&
    is(grade.status, wanted("status")) &&
    is(grade.inspectorate, wanted("inspectorate"))
  );
}

function reports(article) {
  const body = wanted("body"),
    area = wanted("area");
  return (
    (!body || article.bodies.some((name) => within(name, body))) &&
    (!area || article.areas.includes(area)) &&
    is(article.inspectorate, wanted("inspectorate"))
  );
}

function matches(article) {
  const person = wanted("person"),
    check = wanted("check"),
    words = wanted("q").toLowerCase().split(/\s+/).filter(Boolean);
  const graded = wanted("grade") || wanted("status");
  return (
    (article.grades.some(gradeMatches) || (!graded && reports(article))) &&
    (!person || article.people.some((name) => within(name, person))) &&
    (!check || article.failed.some((failed) => check === "any" || failed.check === check)) &&
    words.every((word) => searchable(article).includes(word))
  );
}

const searched = new Map();

function searchable(article) {
  if (!searched.has(article)) {
    const areas = article.areas.map((area) => areaLabel(article.inspectorate, area));
    const known = [
      titleOf(article),
      article.source,
      article.publisher,
      article.published,
      ...article.bodies,
      ...article.people,
      ...areas,
    ];
    searched.set(article, known.filter(Boolean).join("\n").toLowerCase());
  }
  return searched.get(article);
}

let filtered = { by: null, articles: ARTICLES };

function shownArticles() {
  const by = FILTERS.map(wanted).join("\n");
  if (filtered.by !== by) filtered = { by, articles: ARTICLES.filter(matches) };
  return filtered.articles;
}

const allGrades = () => ARTICLES.flatMap((article) => article.grades);
const sorted = (names) => [...new Set(names)].filter(Boolean).sort(inOrder);

function gradeOptions() {
  const depths = new Map(allGrades().map((grade) => [grade.grade, depth(grade) ?? 2]));
  return [...depths.keys()]
    .sort((one, other) => depths.get(one) - depths.get(other) || inOrder(one, other))
    .map((slug) => [slug, gradeLabel(slug)]);
}

function areaOptions() {
  const labels = new Map();
  for (const known of Object.values(HEAD.words.inspectorates))
    for (const [area, label] of Object.entries(known.areas)) if (!labels.has(area)) labels.set(area, label);
  return [...labels].sort((one, other) => inOrder(one[1], other[1]));
}

const OPTIONS = {
  inspectorate: () =>
    Object.entries(HEAD.words.inspectorates).map(([id, known]) => [
      id,
      known.short === id ? id : `${known.short} (${id})`,
    ]),
  area: areaOptions,
  grade: gradeOptions,
  status: () => [
    ["current", "Current"],
    ["previous", "Previous"],
  ],
  check: () => [
    ["any", "Any failed check"],
    ...sorted(ARTICLES.flatMap((a) => a.failed.map((f) => f.check))).map((name) => [name, capital(plain(name))]),
  ],
};
const NAMES = {
  body: () => sorted(ARTICLES.flatMap((article) => [...article.bodies, ...article.grades.map((grade) => grade.body)])),
  person: () => sorted(ARTICLES.flatMap((article) => article.people)),
};

function choice(name) {
  const options = OPTIONS[name]().map(([value, label]) => el("option", { value }, label));
  return el("select", { name, onchange: filterChanged }, el("option", { value: "" }, "All"), options);
}

// Names to choose from are made when the field is first entered: there may be thousands.
function nameField(name) {
  const list = el("datalist", { id: `names-${name}` });
  const fill = () => list.childElementCount || list.append(...NAMES[name]().map((value) => el("option", { value })));
  return [
    el("input", { name, list: list.id, placeholder: "All", autocomplete: "off", onfocus: fill, oninput: filterTyped }),
    list,
  ];
}

function filterBar(form) {
  const field = (label, controls) => {
    const [input] = [controls].flat();
    input.id = `filter-${input.name}`;
    return el("div", { class: "field" }, el("label", { for: input.id }, label), controls);
  };
  form.append(
    field(
      "Search",
      el("input", {
        name: "q",
        type: "search",
        placeholder: "Title, body, person, area",
        autocomplete: "off",
        oninput: filterTyped,
      }),
    ),
    field("Inspectorate", choice("inspectorate")),
    field("Body", nameField("body")),
    field("Area", choice("area")),
    field("Grade", choice("grade")),
    field("Status", choice("status")),
    field("Person", nameField("person")),
    field("Failed check", choice("check")),
    el("a", { class: "clear", href: "#/" }, "Clear"),
    el("output", { class: "found" }),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
}

function filterChanged(event) {
  location.hash = link(state.view, null, { [event.target.name]: event.target.value });
}

let typing = 0;

function filterTyped(event) {
  clearTimeout(typing);
  typing = setTimeout(() => {
    note({ [event.target.name]: event.target.value.trim() });
    show();
  }, 150);
}

function syncFilters(form) {
  for (const name of FILTERS) {
    const input = form.elements[name];
    if (input !== document.activeElement || input.tagName === "SELECT") input.value = wanted(name);
    input.classList.toggle("set", Boolean(wanted(name)));
  }
  const active = FILTERS.some(wanted);
  form.querySelector(".clear").hidden = !active;
  form.querySelector(".clear").href = `#/${state.view === "overview" ? "" : state.view}`;
  const found = shownArticles().length;
  form.querySelector(".found").textContent = active
    ? `${number(found)} of ${count(ARTICLES.length, "article")}`
    : count(ARTICLES.length, "article");
}
