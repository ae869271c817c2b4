// Goes on in a decision drill without leaving the page: sends the choice, then puts what came of it in its place.
// Markup: <fieldset data-behavior="quiz-drill"> in the form of the quiz, with radios marked data-final, a
// <button data-walk> and <p data-saved>; the page itself, asked for again, holds the next scene,
// whose title is marked data-scene and takes the focus.
import { start as startBehaviors } from "./behaviors.js";

const CHOOSE = "Choose what you would do first, then go on.";
const OFFLINE = "You are offline. Your choice stays here: go on once you are connected again.";

export function start(drill) {
  const { form } = drill;
  let isSending = false;
  let told = "";

  drill.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-walk]");
    if (!button) return;
    event.preventDefault();
    if (isSending) return;
    if (!drill.querySelector("[data-final]:checked")) return say(CHOOSE);
    isSending = true;
    try {
      await go(choiceOfThis(button));
    } catch {
      if (navigator.onLine) form.requestSubmit(button);
      else say(OFFLINE);
    } finally {
      isSending = false;
    }
  });

  drill.addEventListener("change", () => say(""));

  // What is picked in another drill of the page waits for its own button.
  function choiceOfThis(button) {
    const sent = new FormData(form, button);
    for (const control of form.querySelectorAll("[data-final]")) if (!drill.contains(control)) sent.delete(control.name);
    return sent;
  }

  async function go(sent) {
    const headers = { "X-Requested-With": "fetch", Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", body: sent, headers, redirect: "manual" });
    const said = await answer.json();
    if (answer.status === 409) return say(said.reason);
    if (!answer.ok) throw new Error(said.reason);
    form.dispatchEvent(new CustomEvent("saved", { detail: { ...said, sent } }));
    const page = await fetch(location.href);
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html").getElementById(drill.id);
    if (!fresh) return location.reload();
    drill.replaceWith(fresh);
    startBehaviors(fresh);
    fresh.querySelector("[data-scene]")?.focus();
  }

  function say(words) {
    if (words === told) return;
    told = words;
    const place = drill.querySelector("[data-saved]");
    place.textContent = words;
    place.classList.toggle("saved--trouble", Boolean(words));
  }
}
