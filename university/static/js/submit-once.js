// A form is sent once; the buttons come back when the page is shown again from history.
export function start(form) {
  const buttons = () => form.querySelectorAll('button:not([type="button"]), input[type="submit"]');
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (isSent) return event.preventDefault();
    isSent = true;
    // After this task: a disabled button would not send its own name and value.
    setTimeout(() => buttons().forEach((button) => button.setAttribute("aria-disabled", "true")));
  });
  window.addEventListener("pageshow", () => {
    isSent = false;
    buttons().forEach((button) => button.removeAttribute("aria-disabled"));
  });
}
