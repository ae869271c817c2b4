// Shows what the chosen level does to people as soon as it is chosen. The page works without it: a button asks, and
// publishing asks once more when what was shown belongs to another level.
// Markup: <form data-behavior="impact"> … radios, a button name="look", <div id="impact" role="status">
export function start(form) {
  form.addEventListener("change", async (event) => {
    if (event.target.type !== "radio") return;
    const body = new FormData(form);
    body.set("look", "y");
    const level = body.get("level");
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("impact");
    if (fresh && new FormData(form).get("level") === level) form.querySelector("#impact").replaceChildren(...fresh.childNodes);
  });
}
