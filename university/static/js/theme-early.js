// Sets the chosen colors before the first paint; a classic script, since a module would come too late.
(() => {
  try {
    const choice = localStorage.getItem("theme");
    if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
  } catch {
    // Storage may be forbidden; the page then follows the system.
  }
})();
