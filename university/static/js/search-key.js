// "/" puts the cursor into the search field, unless somebody is typing or has switched single keys off.
import { areOff, isAlone } from "./keys.js";

export function start(input) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || areOff() || !isAlone(event) || !input.checkVisibility()) return;
    event.preventDefault();
    input.focus();
  });
}
