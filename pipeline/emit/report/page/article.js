// One article: its text with the evidence marked, and beside it the values. Choosing a value goes to its words;
// choosing marked words goes to their value.

async function articleView(key) {
  const article = BY_KEY.get(key);
  if (!article)
    return [el("h1", null, "No such article"), el("p", { class: "nothing" }, "This run has no article of that name.")];
  const record = await recordOf(article),
    withResidue = wanted("residue") === "1";
  const text =
    record.article.text === null
      ? el("p", { class: "nothing" }, "The run left the texts out: only the quoted words are here.")
      : markedText(record, withResidue);
  const values = el("div", { class: "values" });
  const actions = connect(record, text, values);
  values.append(...valueLists(record, withResidue, actions));
  const toggle = el(
    "label",
    { class: "toggle" },
    el("input", {
      type: "checkbox",
      name: "residue",
      checked: withResidue,
      onchange: (event) => {
        location.hash = link("article", key, { residue: event.target.checked ? "1" : null });
      },
    }),
    ` Show residue (${record.residue.length})`,
  );
  const view = el(
    "article",
    { class: "reading" },
    articleHead(article, record),
    el(
      "div",
      { class: "columns" },
      el(
        "section",
        { class: "text", "aria-label": "Text" },
        el("div", { class: "bar" }, legend(withResidue), toggle),
        text,
      ),
      el("section", { class: "beside", "aria-label": "Values" }, values),
    ),
  );
  view.start = () => actions.start(wanted("at"));
  return [view];
}

function neighbours(article) {
  const articles = shownArticles(),
    place = articles.indexOf(article);
  const to = (other, name) =>
    other && el("a", { href: link("article", other.key), rel: name.toLowerCase(), title: titleOf(other) }, name);
  return el(
    "nav",
    { class: "between", "aria-label": "Articles" },
    el(
      "a",
      { href: link("articles") },
      place < 0 ? "All articles" : `Article ${number(place + 1)} of ${number(articles.length)}`,
    ),
    to(articles[place - 1], "Previous"),
    place >= 0 && to(articles[place + 1], "Next"),
  );
}

function articleHead(article, record) {
  const { title, published, publisher, authors, url } = record.article;
  const known = [published, publisher, authors.join(", ")].filter(Boolean);
  const web = /^https?:\/\//i.test(url ?? "")
    ? el("a", { href: url, rel: "noopener noreferrer" }, url)
    : url && bdi(url);
  const rows = [
    ["Inspectorate", record.inspectorate ?? "none"],
    ["Source", bdi(record.article.source)],
    ["Address", web],
    ["Format", [record.article.format, record.article.language].filter(Boolean).join(", ")],
    ["Framework", record.provenance.framework],
    ["Repairs", record.provenance.repairs.join(", ")],
    ["Record", record.id],
    ["File’s sha256", record.article.sha256],
    ["Made by", `inspextract ${record.provenance.inspextract}, schema ${record.schema_version}`],
  ];
  return el(
    "header",
    null,
    neighbours(article),
    el("h1", null, bdi(title ?? article.source)),
    el("p", { class: "byline" }, known.length ? bdi(known.join(" · ")) : "No date, publisher or author"),
    el(
      "details",
      null,
      el("summary", null, "Where it came from"),
      el(
        "dl",
        { class: "origin" },
        rows.filter(([, value]) => value).map(([name, value]) => [el("dt", null, name), el("dd", null, value)]),
      ),
    ),
  );
}

// Joins text and values: what is under the pointer or has the focus is shown on the other side too.
function connect(record, text, values) {
  const marks = (at) => [...text.querySelectorAll("mark")].filter((mark) => mark.dataset.at.split(" ").includes(at));
  const item = (at) => values.querySelector(`[data-at="${CSS.escape(at)}"]`);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const toSight = (node) => node?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  const turn = (name, ats) => {
    for (const node of [...text.querySelectorAll(`.${name}`), ...values.querySelectorAll(`.${name}`)])
      node.classList.remove(name);
    for (const at of ats) for (const node of [...marks(at), item(at)]) node?.classList.add(name);
  };
  const pointed = (target) => target.closest?.("[data-at]")?.dataset.at.split(" ") ?? [];
  let chosen = null;
  const choose = (at) => {
    chosen = at;
    turn("chosen", [at]);
    note({ at });
  };
  const back = (mark) => {
    const ats = mark.dataset.at.split(" "),
      at = ats.includes(chosen) ? chosen : ats[0];
    choose(at);
    item(at)?.querySelector(".go").focus({ preventScroll: true });
    toSight(item(at));
  };
  // The last of pointing and focusing counts. A page that scrolls under a resting pointer is no pointing.
  let last = null;
  const point = (event) => {
    const where = `${event.clientX} ${event.clientY}`;
    if (where === last) return;
    last = where;
    const ats = pointed(event.target);
    turn("on", ats.length ? ats : pointed(document.activeElement));
  };
  for (const side of [text, values]) {
    side.addEventListener("pointerover", point);
    side.addEventListener("pointerleave", () => turn("on", pointed(document.activeElement)));
    side.addEventListener("focusin", (event) => turn("on", pointed(event.target)));
    side.addEventListener("focusout", () => turn("on", []));
  }
  text.addEventListener(
    "click",
    (event) => event.target.closest("mark") && getSelection().isCollapsed && back(event.target.closest("mark")),
  );
  text.addEventListener("keydown", (event) => {
    if (!["Enter", "Escape"].includes(event.key) || !event.target.matches("mark")) return;
    event.preventDefault(); // else the value that now has the focus is pressed
    back(event.target);
  });
  values.addEventListener("keydown", (event) => step(event, values));
  return {
    go(at) {
      choose(at);
      const [first] = marks(at);
      first?.focus({ preventScroll: true });
      toSight(first);
    },
    start(at) {
      if (!at || !item(at)) return;
      chosen = at;
      turn("chosen", [at]);
      item(at).scrollIntoView({ block: "nearest" });
      marks(at)[0]?.scrollIntoView({ block: "center" });
    },
    async copy(at, label) {
      await copied(citation(record, at));
      label.textContent = "Copied";
      say("Citation copied");
      setTimeout(() => {
        label.textContent = "Cite";
      }, 1500);
    },
  };
}

// The arrow keys step through the values.
function step(event, values) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  const all = [...values.querySelectorAll(".go")],
    place = all.indexOf(document.activeElement);
  if (place < 0 || !all[place + by]) return;
  event.preventDefault();
  all[place + by].focus();
}
