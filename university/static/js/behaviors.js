// Starts each behavior named in data-behavior ("autosave submit-once") from the module of the same name, once.
// It stands apart from main.js, which a page loads under its versioned address and modules under its plain one.
const started = new WeakMap();

export async function start(root = document) {
  const elements = [...root.querySelectorAll("[data-behavior]")];
  if (root instanceof Element && root.matches("[data-behavior]")) elements.push(root);
  await Promise.all(elements.flatMap((element) => element.dataset.behavior.split(/\s+/).map((name) => begin(element, name))));
}

async function begin(element, name) {
  const names = started.get(element) ?? new Set();
  if (names.has(name) || !/^[a-z-]+$/.test(name)) return;
  started.set(element, names.add(name));
  // A module that does not arrive, as when somebody leaves the page at once, leaves the page as it is without script.
  const behavior = await import(`./${name}.js`).catch(() => null);
  behavior?.start(element);
}
