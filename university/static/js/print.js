// A button that opens the browser's own print window; without script the page says how.
export function start(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
