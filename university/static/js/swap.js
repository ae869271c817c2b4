// Sends a form and puts the answer in its place; the words marked data-swap-focus then take the focus.
// Markup: <form id="…" method="post" data-behavior="swap"> … <p tabindex="-1" data-swap-focus></p>
import { start as startBehaviors } from "./behaviors.js";

export function start(form) {
  let isSending = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    const body = new FormData(form, event.submitter);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(form.id);
      if (!fresh) return form.submit();
      form.replaceWith(fresh);
      startBehaviors(fresh);
      fresh.querySelector("[data-swap-focus]")?.focus({ preventScroll: true });
    } catch {
      form.submit();
    } finally {
      isSending = false;
    }
  });
}
