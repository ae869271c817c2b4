// The box that switches single keys on and off. It is no use without script, so it is hidden until then.
// Markup: <p hidden data-behavior="shortcut-switch"><label><input type="checkbox" checked>…</label></p>
import { areOff, keep } from "./keys.js";

export function start(row) {
  const box = row.querySelector("input");
  box.checked = !areOff();
  box.addEventListener("change", () => keep(box.checked));
  row.hidden = false;
}
