// Keeps the strip of numbers true after each save: the states come from the server, in the order of the questions.
export function start(form) {
  const links = form.querySelectorAll(".quiz-strip__link");
  form.addEventListener("saved", (event) => {
    (event.detail.states ?? []).forEach((state, place) => {
      if (!links[place]) return;
      links[place].dataset.state = state;
      links[place].querySelector("[data-word]").textContent = state;
    });
  });
}
