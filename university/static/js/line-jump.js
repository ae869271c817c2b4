// Findings that lead to their line in the text: li[data-line] with a link inside.
import { topOf } from "./editor-gutter.js";

export function start(list) {
  const text = document.getElementById("body");
  list.addEventListener("click", (event) => {
    const line = Number(event.target.closest("[data-line]")?.dataset.line);
    if (!text || !line || !event.target.closest("a")) return;
    event.preventDefault();
    const lines = text.value.split("\n");
    const begin = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    text.focus();
    text.setSelectionRange(begin, begin + (lines[line - 1]?.length ?? 0));
    text.scrollTop = topOf(text, line) - text.clientHeight / 3;
  });
}
