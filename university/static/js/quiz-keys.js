// Letters choose an option of the question on the screen, Enter goes on; single keys can be switched off.
// Markup: <form data-behavior="quiz-keys"> with .question > … <input data-key="a">, and a <button data-next>
import { areOff } from "./keys.js";

export function start(form) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("textarea, select, dialog, a, button, .question__flag, summary, input:not([type=radio], [type=checkbox])")) return;
    if (event.key === "Enter") return goOn(event);
    choose(event);
  });

  // The question in which the cursor is; else the first one that the reader sees.
  function questionOf(target) {
    const shown = [...form.querySelectorAll(".question")];
    return target.closest(".question") ?? shown.find((one) => one.getBoundingClientRect().bottom > 80);
  }

  function choose(event) {
    const key = event.key.toLowerCase();
    if (areOff() || !/^[a-z]$/.test(key)) return;
    const input = questionOf(event.target)?.querySelector(`input[data-key="${key}"]`);
    if (!input || input.disabled) return;
    event.preventDefault();
    input.focus();
    input.click();
  }

  function goOn(event) {
    const next = form.querySelector("[data-next]");
    if (!next) return;
    event.preventDefault();
    next.click();
  }
}
