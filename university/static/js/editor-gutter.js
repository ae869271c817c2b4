// Puts a number beside each line of a textarea, as high as the line is once it is wrapped, and a mark where a finding is.
const MIRRORED = ["font", "letterSpacing", "lineHeight", "tabSize", "overflowWrap", "wordBreak"];
let mirror = null;

export function numberLines(text, gutter, findings) {
  const heights = measure(text);
  const marks = new Map(findings.map((item) => [Number(item.dataset.line), item.dataset.severity]));
  const rows = heights.map((height, row) => numberOf(row + 1, height, marks.get(row + 1)));
  gutter.replaceChildren(...rows, endOf(text));
  gutter.scrollTop = text.scrollTop;
}

export function topOf(text, line) {
  return measure(text).slice(0, line - 1).reduce((sum, height) => sum + height, 0);
}

function measure(text) {
  mirror ??= document.body.appendChild(Object.assign(document.createElement("div"), { className: "editor__mirror" }));
  mirror.setAttribute("aria-hidden", "true");
  const style = getComputedStyle(text);
  for (const name of MIRRORED) mirror.style[name] = style[name];
  mirror.style.width = `${text.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)}px`;
  const lines = text.value.split("\n").map((line) => {
    const row = document.createElement("div");
    row.textContent = line || " ";
    return row;
  });
  mirror.replaceChildren(...lines);
  const heights = lines.map((row) => row.getBoundingClientRect().height);
  mirror.replaceChildren();
  return heights;
}

function numberOf(number, height, severity) {
  const row = document.createElement("div");
  row.className = severity ? `editor__number editor__number--${severity}` : "editor__number";
  row.style.height = `${height}px`;
  row.textContent = number;
  return row;
}

// The text scrolls on by its padding and, where there is one, by its own scroll bar.
function endOf(text) {
  const end = document.createElement("div");
  end.style.height = `${text.offsetHeight - text.clientHeight + 40}px`;
  return end;
}
