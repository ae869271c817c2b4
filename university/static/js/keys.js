// Whether single keys do something here. A reader may switch them off; the browser keeps that, as it keeps the colors.
const KEPT_AS = "single-keys";

export function areOff() {
  try {
    return localStorage.getItem(KEPT_AS) === "off";
  } catch {
    return false;
  }
}

export function keep(isOn) {
  try {
    if (isOn) localStorage.removeItem(KEPT_AS);
    else localStorage.setItem(KEPT_AS, "off");
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
}

// A key alone, pressed by somebody who is not typing and not asked something by a dialog.
export function isAlone(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return false;
  return !event.target.closest("input, textarea, select, dialog, [contenteditable]");
}
