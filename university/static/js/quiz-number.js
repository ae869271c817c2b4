// Says below a number that cannot be read how to write it, and takes back what the page said once it can.
// Markup: <input data-number="question-id" id="…" …>, after a page that could not read it with a p.field__error before it.
export function start(form) {
  form.addEventListener("saved", (event) => {
    for (const input of form.querySelectorAll("[data-number]")) {
      const words = event.detail.notes?.[input.dataset.number];
      if (words) note(input, words);
      else forgive(input);
    }
  });
}

function note(input, words) {
  const place = input.closest("fieldset").querySelector("[data-saved]");
  place.textContent = words;
  place.classList.add("saved--trouble");
}

function forgive(input) {
  input.removeAttribute("aria-invalid");
  input.removeAttribute("aria-describedby");
  const box = input.closest(".typed");
  box.classList.remove("field--wrong");
  box.querySelector(".field__error")?.remove();
}
