// Grades over time: a small chart for each area of a body whose grade is known at several dates.

const SIZE = { width: 330, left: 138, right: 22, top: 10, line: 21, foot: 22 };
const ROOM = 34; // between two years that are both written

function series(seen) {
  const lines = [];
  for (const given of grouped(seen, (one) => `${one.inspectorate}\n${one.body}\n${one.area}`).values()) {
    const dated = given.filter((one) => one.date && one.body).sort((one, other) => inOrder(one.date, other.date));
    const yearly = [...new Map(dated.map((one) => [yearOf(one.date), one])).values()];
    if (yearly.length > 1) lines.push(yearly);
  }
  return lines.sort((one, other) => other.length - one.length || inOrder(one[0].body, other[0].body));
}

// The grades on the axis: those of the newest scale, and any other that was given, by how far down it stands.
function rungs(points) {
  const last = points.at(-1),
    on = new Map(scaleOf(last).map((grade) => [grade, { ...last, grade }]));
  for (const point of points) if (!on.has(point.grade)) on.set(point.grade, point);
  return [...on.values()].sort((one, other) => (depth(one) ?? 1) - (depth(other) ?? 1));
}

const time = (date) => Number(yearOf(date)) + (Number(date.slice(5, 7) || 7) - 1) / 12;

function chart(points) {
  const levels = rungs(points),
    names = levels.map((one) => one.grade);
  const base = SIZE.top + levels.length * SIZE.line,
    start = time(points[0].date),
    span = time(points.at(-1).date) - start || 1;
  const x = (point) =>
    SIZE.left + 14 + ((time(point.date) - start) / span) * (SIZE.width - SIZE.left - SIZE.right - 14);
  const y = (grade) => SIZE.top + (names.indexOf(grade) + 0.5) * SIZE.line;
  const path = points
    .map((point, place) => (place ? `H${x(point)}V${y(point.grade)}` : `M${x(point)} ${y(point.grade)}`))
    .join("");
  const spoken = points.map((point) => `${yearOf(point.date)} ${gradeLabel(point.grade)}`).join(", ");
  const spaced = (point, place) =>
    place === 0 ||
    place === points.length - 1 ||
    (x(point) - x(points[place - 1]) > ROOM && x(points.at(-1)) - x(point) > ROOM);
  return svg(
    "svg",
    { viewBox: `0 0 ${SIZE.width} ${base + SIZE.foot}`, role: "img", "aria-label": spoken, class: "chart" },
    levels.map((level) => [
      svg(
        "text",
        { x: SIZE.left, y: y(level.grade) + 4, "text-anchor": "end", class: "rung" },
        gradeLabel(level.grade),
      ),
      svg("line", { x1: SIZE.left + 8, x2: SIZE.width - 8, y1: y(level.grade), y2: y(level.grade), class: "rule" }),
    ]),
    svg("path", { d: path, class: "track" }),
    points.map((point) => svg("circle", { cx: x(point), cy: y(point.grade), r: 6, class: `dot ${stepClass(point)}` })),
    points
      .filter(spaced)
      .map((point) =>
        svg("text", { x: x(point), y: base + 15, "text-anchor": "middle", class: "year" }, yearOf(point.date)),
      ),
  );
}

function chartFigure(points) {
  const last = points.at(-1);
  return el(
    "figure",
    null,
    el(
      "figcaption",
      null,
      el("a", { href: link("article", last.article.key, { at: last.at }) }, bdi(last.body)),
      el("span", null, areaLabel(last.inspectorate, last.area)),
    ),
    chart(points),
  );
}

const FIRST = 12;

function overTime(seen) {
  const lines = series(seen);
  if (!lines.length) return null;
  const figures = el("div", { class: "charts" }, lines.slice(0, FIRST).map(chartFigure));
  const rest = lines.slice(FIRST, 400);
  const more =
    rest.length > 0 &&
    el(
      "button",
      {
        type: "button",
        class: "more",
        onclick: () => {
          figures.append(...rest.map(chartFigure));
          more.remove();
        },
      },
      `Show ${number(rest.length)} more`,
    );
  return el(
    "section",
    { "aria-labelledby": "over-time" },
    el("h2", { id: "over-time" }, "Over time"),
    el("p", { class: "note" }, `${count(lines.length, "area")} whose grade is known at several dates.`),
    figures,
    more,
  );
}

// Shares of the grades as one bar, with every grade and its number written below it.
function sharesBar(grades) {
  const groups = [...grouped(grades, (one) => one.grade).values()].sort(
    (one, other) => (depth(one[0]) ?? 2) - (depth(other[0]) ?? 2),
  );
  let start = 0;
  const parts = groups.map((group) => {
    const width = (group.length / grades.length) * 100;
    const part = svg("rect", {
      x: start,
      y: 0,
      width: Math.max(width - 0.25, 0.2),
      height: 4,
      class: stepClass(group[0]),
    });
    start += width;
    return part;
  });
  return el(
    "div",
    { class: "shares" },
    svg("svg", { viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" }, parts),
    el(
      "ul",
      null,
      groups.map((group) => el("li", null, chip(group[0]), ` ${number(group.length)}`)),
    ),
  );
}
