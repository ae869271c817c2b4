// Results as one types: fetches the page the form leads to and puts its results in place of these.
// Markup: <form method="get" data-behavior="filter" data-results="results"> and <section id="results" aria-live="polite">
import { start as startBehaviors } from "./behaviors.js";

export function start(form) {
  const id = form.dataset.results;
  let timer = 0;
  let running = new AbortController();

  async function refresh() {
    const address = new URL(form.action || location.href);
    address.search = new URLSearchParams(new FormData(form)).toString();
    running.abort();
    running = new AbortController();
    try {
      const answer = await fetch(address, { signal: running.signal, headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok || answer.redirected) return form.submit();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const results = page.getElementById(id);
      if (!results) return form.submit();
      document.getElementById(id).replaceChildren(...results.childNodes);
      history.replaceState(null, "", address);
      startBehaviors(document.getElementById(id));
    } catch (trouble) {
      if (trouble.name !== "AbortError") form.submit();
    }
  }

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(refresh, delay);
  };
  form.addEventListener("input", () => later(250));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    later(0);
  });
}
