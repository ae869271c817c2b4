// The color switch: light, dark, or as the system says; the choice is kept in this browser.
const CHOICES = ["light", "dark", "auto"];

export function start(group) {
  const buttons = [...group.querySelectorAll("[data-theme-choice]")];
  const show = (choice) => {
    document.documentElement.dataset.theme = choice;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
  };
  group.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-theme-choice]")?.dataset.themeChoice;
    if (!CHOICES.includes(choice)) return;
    show(choice);
    try {
      localStorage.setItem("theme", choice);
    } catch {
      // The choice then lasts for this page only.
    }
  });
  show(document.documentElement.dataset.theme);
  group.hidden = false;
}
