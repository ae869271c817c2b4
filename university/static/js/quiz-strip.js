// Keeps the strip of numbers true after each save: the states come from the server, in the order of the questions.
// And notes what is saved now as what the page shows, so that only later changes are sent as changes.
export function start(form) {
  const links = form.querySelectorAll(".quiz-strip__link");
  form.addEventListener("saved", (event) => {
    for (const shown of form.querySelectorAll('input[name^="shown-"]')) {
      const id = shown.name.slice("shown-".length);
      const { sent } = event.detail;
      const given = sent.getAll(`answer-${id}`).filter(Boolean).sort().join(",");
      shown.value = (sent.has(`flag-${id}`) ? "!" : "-") + given;
    }
    (event.detail.states ?? []).forEach((state, place) => {
      if (!links[place]) return;
      links[place].dataset.state = state;
      links[place].querySelector("[data-word]").textContent = state;
    });
  });
}
