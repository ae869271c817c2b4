// Keeps the revision of a note in step with what was saved, so that only another tab can be in its way.
// Markup: the form of autosave.js, with an <input type="hidden" name="revision">.
export function start(form) {
  form.addEventListener("saved", (event) => {
    if (event.detail.revision) form.elements.revision.value = event.detail.revision;
  });
}
