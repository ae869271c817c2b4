// Lets items be moved up and down; the selects for their places follow, and no two items share a place.
// Markup: <ul data-behavior="quiz-order"> with <li data-item> each holding words and a <select> of places.
export function start(list) {
  const items = () => [...list.querySelectorAll("[data-item]")];
  const selectOf = (item) => item.querySelector("select");
  const placeOf = (item) => selectOf(item).selectedIndex;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  list.after(status);

  for (const item of items()) {
    item.dataset.place = placeOf(item);
    selectOf(item).after(mover(item, "Up", -1), mover(item, "Down", 1));
  }
  if (items().every(placeOf)) sort(items()[0]);

  function mover(item, words, step) {
    const button = document.createElement("button");
    const id = selectOf(item).id;
    Object.assign(button, { type: "button", className: "button placing__move", textContent: words, id: `${words.toLowerCase()}-${id}` });
    button.setAttribute("aria-labelledby", `${button.id} ${item.querySelector(".placing__words").id}`);
    button.addEventListener("click", () => move(item, step));
    return button;
  }

  // The neighbor moves around the item, so that the focus stays on the button that was pressed.
  function move(item, step) {
    const neighbor = step < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (neighbor) item[step < 0 ? "after" : "before"](neighbor);
    items().forEach((one, index) => put(one, index + 1));
    told(item);
    selectOf(item).dispatchEvent(new Event("change", { bubbles: true }));
  }

  function put(item, place) {
    selectOf(item).selectedIndex = place;
    item.dataset.place = place;
  }

  // Whoever stood in the place that was picked takes the one that became free.
  list.addEventListener("change", (event) => {
    const item = event.target.closest("[data-item]");
    const place = placeOf(item);
    const other = items().find((one) => one !== item && place && placeOf(one) === place);
    if (other) put(other, Number(item.dataset.place));
    item.dataset.place = place;
    if (items().every(placeOf)) sort(item);
  });

  // The others move around the item that is in use, so that it keeps the focus.
  function sort(still) {
    const sorted = items().sort((one, other) => placeOf(one) - placeOf(other));
    const here = sorted.indexOf(still);
    still.before(...sorted.slice(0, here));
    still.after(...sorted.slice(here + 1));
  }

  function told(item) {
    status.textContent = `Now in place ${placeOf(item)} of ${items().length}`;
  }
}
