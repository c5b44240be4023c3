// A table in a box that scrolls, of which only the rows in sight are made. Rows have one height; two filler rows stand
// for what is above and below. On paper all rows are there.

const SPARE = 8;

function rowsInSight(columns, items, row) {
  const filler = () => el("tr", { class: "filler", "aria-hidden": "true" }, el("td", { colspan: columns.length }));
  const above = filler(),
    below = filler(),
    body = el("tbody", null, above, below);
  const table = el(
    "table",
    { "aria-rowcount": items.length + 1 },
    el("thead", null, el("tr", { "aria-rowindex": 1 }, columns)),
    body,
  );
  const made = new Map();
  let height = 0;

  const insert = (place, end) => {
    const node = row(items[place], place);
    node.setAttribute("aria-rowindex", place + 2);
    made.set(place, node);
    let next = place + 1;
    while (next < end && !made.has(next)) next += 1;
    body.insertBefore(node, made.get(next) ?? below);
  };
  const fill = (start, end) => {
    for (const [place, node] of made) {
      if ((place < start || place >= end) && !node.contains(document.activeElement)) {
        node.remove();
        made.delete(place);
      }
    }
    for (let place = end - 1; place >= start; place -= 1) if (!made.has(place)) insert(place, end);
    above.firstChild.style.height = `${start * height}px`;
    below.firstChild.style.height = `${(items.length - end) * height}px`;
    above.hidden = start === 0;
    below.hidden = end === items.length;
  };
  const box = el("div", { class: "rows", tabindex: 0, role: "region" }, table);
  const look = () => {
    if (!box.isConnected || !items.length) return;
    height ||= measured();
    const first = Math.floor(box.scrollTop / height);
    const seen = Math.ceil((box.clientHeight || innerHeight) / height);
    fill(Math.max(0, Math.min(first, items.length - seen) - SPARE), Math.min(items.length, first + seen + SPARE));
  };
  const measured = () => {
    fill(0, Math.min(items.length, 1));
    return made.get(0).getBoundingClientRect().height || 48;
  };
  box.addEventListener("scroll", look, { passive: true });
  box.look = look;
  box.all = () => fill(0, items.length);
  return box;
}

const boxes = () => document.querySelectorAll(".rows");
addEventListener("resize", () => boxes().forEach((box) => box.look()));
addEventListener("beforeprint", () => boxes().forEach((box) => box.all()));
addEventListener("afterprint", () => boxes().forEach((box) => box.look()));
