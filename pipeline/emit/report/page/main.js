// Shows the view that the fragment names.

const form = document.querySelector(".filters"),
  main = byId("main");
const NAMED = { overview: "Overview", articles: "Articles", rejects: "Rejects", article: "Article" };

async function content() {
  if (state.view === "articles") return articleList(shownArticles());
  if (state.view === "article") return articleView(state.key);
  if (state.view === "rejects") return rejectList();
  return overview(shownArticles());
}

async function show() {
  state = parsed(location.hash);
  const asked = state,
    nodes = (await content()).flat(Infinity).filter(Boolean);
  if (asked !== state && asked.view === "article") return; // another view was asked for while its block was read
  main.className = `view-${state.view}`;
  main.replaceChildren(...nodes);
  boxes().forEach((box) => box.look());
  form.hidden = state.view === "article" || state.view === "rejects";
  syncFilters(form);
  syncNavigation();
  nodes.forEach((node) => node.start?.());
  document.documentElement.dataset.shown = location.hash || "#/";
}

function syncNavigation() {
  const views = HEAD.rejects.length ? ["overview", "articles", "rejects"] : ["overview", "articles"];
  const current = (view) =>
    view === state.view ? "page" : state.view === "article" && view === "articles" ? "true" : null;
  document
    .querySelector("nav")
    .replaceChildren(...views.map((view) => el("a", { href: link(view), "aria-current": current(view) }, NAMED[view])));
  const article = state.view === "article" && BY_KEY.get(state.key);
  document.title = `${article ? titleOf(article) : NAMED[state.view]} – Inspection review`;
}

function footer() {
  const made = Object.entries(HEAD.run).map(([name, value]) => [el("dt", null, name), el("dd", null, value)]);
  document
    .querySelector("footer")
    .append(
      el("p", null, "Every value quotes the words that it was read from. This page fetches nothing and sends nothing."),
      el("dl", { class: "origin" }, made),
    );
}

async function moved() {
  const before = state.view;
  await show();
  if (before !== state.view || state.view === "article") {
    if (!wanted("at")) scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
  say(document.title);
}

filterBar(form);
footer();
addEventListener("hashchange", moved);
// The skip link and the like are no views.
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
show().then(() => performance.mark("first-view"));
