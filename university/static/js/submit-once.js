// A form is sent once; the buttons come back when the page is shown again from history.
export function start(form) {
  const buttons = () => form.querySelectorAll('button:not([type="button"]), input[type="submit"]');
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (isSent) return event.preventDefault();
    if (event.defaultPrevented) return;
    isSent = true;
    // After this task: a disabled button would not send its own name and value, and another behavior may
    // have kept the form here, to be sent again.
    setTimeout(() => {
      isSent = !event.defaultPrevented;
      if (isSent) buttons().forEach((button) => button.setAttribute("aria-disabled", "true"));
    });
  });
  window.addEventListener("pageshow", () => {
    isSent = false;
    buttons().forEach((button) => button.removeAttribute("aria-disabled"));
  });
}
