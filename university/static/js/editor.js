// A textarea of Markdown with its lines numbered, its look beside it, and things to put in where the cursor stands.
// Markup: <form data-behavior="editor" data-preview="/where/to"> with a <textarea>, [data-gutter], [data-sheet],
// [data-insert] and, from the server, the findings as #findings with li[data-line]. Saving is autosave's.
import { start as startBehaviors } from "./behaviors.js";
import { numberLines } from "./editor-gutter.js";

const PAUSE = 450;

export function start(form) {
  const text = form.querySelector("textarea");
  const gutter = form.querySelector("[data-gutter]");
  for (const fallback of form.querySelectorAll("[data-without-script]")) fallback.hidden = true;
  startInserting(form.querySelector("[data-insert]"), text);

  const number = () => numberLines(text, gutter, [...form.querySelectorAll("#findings [data-line]")]);
  const look = lookAfter(form, text);
  new ResizeObserver(number).observe(text);
  text.addEventListener("scroll", () => (gutter.scrollTop = text.scrollTop));
  text.addEventListener("input", () => {
    number();
    look();
  });
  form.addEventListener("saved", ({ detail }) => {
    if (detail.seen !== undefined) form.elements.seen.value = detail.seen;
    for (const [name, html] of [["findings", detail.findings], ["file-state", detail.state]]) put(name, html);
    number();
  });
  document.fonts?.ready.then(number);
  number();
  if (text.value !== text.defaultValue) look();
}

// Asks for the look once the hand rests; an answer that a newer question has overtaken is dropped.
function lookAfter(form, text) {
  const sheet = form.querySelector("[data-sheet]");
  let timer = 0;
  let asking = null;
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(form.dataset.preview, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "fetch" },
        redirect: "manual",
        signal,
      });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("sheet");
      const place = sheet.scrollTop;
      if (fresh) sheet.replaceChildren(fresh);
      sheet.scrollTop = place;
    } catch (error) {
      if (error.name !== "AbortError") sheet.dataset.isOld = "true";
    }
  };
  return () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };
}

function put(name, html) {
  const fresh = new DOMParser().parseFromString(html ?? "", "text/html").getElementById(name);
  const old = document.getElementById(name);
  if (!fresh || !old || old.outerHTML === fresh.outerHTML || old.contains(document.activeElement)) return;
  old.replaceWith(fresh);
  startBehaviors(fresh);
}

function startInserting(menu, text) {
  if (!menu) return;
  menu.hidden = false;
  menu.addEventListener("click", (event) => {
    const button = event.target.closest("[data-text]");
    if (!button) return;
    menu.open = false;
    insert(text, button.dataset.text, "inline" in button.dataset);
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

// As if it had been typed, so that the browser's own undo takes it back.
export function insert(text, words, isInline = false) {
  text.focus();
  const before = text.value.slice(0, text.selectionStart);
  const breaks = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const whole = isInline ? words : `${breaks}${words}\n`;
  if (!document.execCommand("insertText", false, whole)) {
    text.setRangeText(whole, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
