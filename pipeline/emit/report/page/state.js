// What is shown is in the URL's fragment, and nowhere else: `#/article/1f2e3d4c5b6a?at=grades.3&area=overall`.

const FILTERS = ["q", "inspectorate", "body", "area", "grade", "status", "person", "check"];

function parsed(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?", 2);
  const [view, key] = path.split("/").map(decodeURIComponent);
  const known = ["articles", "article", "rejects"].includes(view);
  return { view: known ? view : "overview", key, params: new URLSearchParams(query ?? "") };
}

let state = parsed("");

// A link to a view. The filters of this view stay in it; `changes` are set over them, and null takes one away.
function link(view, key, changes) {
  const params = new URLSearchParams();
  for (const name of FILTERS) if (state.params.get(name)) params.set(name, state.params.get(name));
  if (view === "article" && state.params.get("residue")) params.set("residue", "1");
  for (const [name, value] of Object.entries(changes ?? {})) {
    if (value === null || value === "") params.delete(name);
    else params.set(name, value);
  }
  const path = [view === "overview" ? "" : view, ...(key ? [encodeURIComponent(key)] : [])].join("/");
  return `#/${path}${params.size ? `?${params}` : ""}`;
}

// Changes the fragment without a new view: what is on the page already shows it.
function note(changes) {
  const kept = state.view === "article" && state.params.get("at") ? { at: state.params.get("at") } : {};
  history.replaceState(null, "", link(state.view, state.key, { ...kept, ...changes }));
  state = parsed(location.hash);
}
