// Sends a picture with its words from a dialog, and puts it into the text where the cursor stood.
import { insert } from "./editor.js";

const OFFLINE = "The picture could not be sent. Try again once you are online.";

export function start(form) {
  const text = document.getElementById(form.dataset.for);
  const trouble = form.querySelector("[data-trouble]");
  let isSending = false;
  const say = (words) => {
    trouble.textContent = words;
    trouble.hidden = !words;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    say("");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } });
      const said = await answer.json();
      if (!answer.ok) return say(said.reason || OFFLINE);
      form.closest("dialog").close();
      form.reset();
      insert(text, said.markdown);
    } catch {
      say(OFFLINE);
    } finally {
      isSending = false;
    }
  });
}
