// The text area with its marks: a layer below it has the same text at the same places, with line numbers and marks.

/** Characters of a text that is shown as a whole; a longer one would make typing slow, so only its lines with findings are shown. */
export const MOST_SHOWN = 100_000;
/** Characters of a line that are shown beside a finding, and of those before the place. */
const ROOM = 120;
const LEAD = 40;

export const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/** Return a finding's mark, which ends on the line that it starts on. */
function marked(text, { start, end }) {
  const lineEnd = text.slice(start, end).search(/[\r\n]/);
  return [start, Math.max(lineEnd < 0 ? end : start + lineEnd, start + 1)];
}

/** Return the part of a line around a finding, with its mark. */
export function excerpt(text, finding) {
  const [start, end] = marked(text, finding);
  const lineStart = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const first = Math.max(lineStart, start - LEAD);
  const last = Math.min(first + ROOM, lineStart + text.slice(lineStart, first + ROOM + 1).search(/[\r\n]|$/));
  const shown = Math.min(end, Math.max(last, start + 1));
  const cut = first > lineStart ? "…" : "";
  return element("pre", {}, cut + text.slice(first, start).trimStart(), element("mark", {}, text.slice(start, shown)), text.slice(shown, last));
}

/** Draw the layer below the text area; return the mark of each finding, or undefined where another one covers it. */
export function draw(layer, text, findings) {
  const marks = new Map();
  const ranges = findings.map((one, index) => [...marked(text, one), index]).sort((one, other) => one[0] - other[0]);
  const rows = [];
  let start = 0;
  let next = 0;
  for (const line of text.split("\n")) {
    const row = element("div");
    let at = start;
    for (; next < ranges.length && ranges[next][0] <= start + line.length; next += 1) {
      const [from, to, index] = ranges[next];
      row.classList.add("wrong");
      if (from < at) marks.set(index, row.lastChild?.nodeName === "MARK" ? row.lastChild : undefined);
      else {
        const mark = element("mark", {}, text.slice(from, Math.min(to, start + line.length)) || " ");
        marks.set(index, mark);
        row.append(text.slice(at, from), mark);
        at = to;
      }
    }
    row.append(text.slice(at, Math.max(at, start + line.length)));
    rows.push(row);
    start += line.length + 1;
  }
  layer.replaceChildren(...rows);
  return { rows, marks: findings.map((_, index) => marks.get(index)) };
}
