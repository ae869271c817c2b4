// "/" puts the cursor into the search field, unless somebody is typing.
export function start(input) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (!input.checkVisibility()) return;
    event.preventDefault();
    input.focus();
  });
}
