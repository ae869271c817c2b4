// Sends a form as it is filled in and says beside each change what became of it; nothing chosen is thrown away.
// Markup: <form id="…" data-behavior="autosave" method="post" action="…" data-save="/where/to"> with a
// <p class="saved" data-saved role="status"></p> in each fieldset, or one for the whole form.
// A control marked data-final waits for its button: what it says cannot be taken back once it is sent.
// data-words="Your text stays here" says what is kept while it is not saved.
// What is not saved yet stays in the fields of this page and nowhere else: no browser storage holds an answer.
// Without a connection its buttons lead nowhere, since the page they left would be gone with what stands in it.
// After each save the form gets a "saved" event whose detail is the server's answer, and what was sent. Whoever
// sends "last-call" to the window, as a countdown does, has whatever waits saved at once.
const WAITS = [2, 5, 15, 30, 60];
// A connection that hangs is none; while one request waits, nothing else is saved.
const PATIENCE = 15_000;
// Browsers refuse to keep a larger request going while the page closes.
const LARGEST_KEPT_ALIVE = 30_000;
const OFFLINE = "Not saved: no connection. Keep this page open; it is saved as soon as the connection is back.";
const STAY = "No connection, so this button cannot lead on yet. Keep this page open; nothing is lost.";
const BACK = "The connection is back.";
// Closed for good: leaving the page loses nothing that could still be saved.
const CLOSED = 409;

export function start(form) {
  const changed = new Set();
  let timer = 0;
  let failures = 0;
  let saving = null;
  let isStale = false;
  let isLeaving = false;
  let isRefused = false;
  let isSignedOut = false;
  const here = form.dataset.words ?? "Your answers stay here";
  const signedOut = `You were signed out. ${here}: sign in in another tab, then come back to this one.`;

  const placeOf = (input) => input.closest("fieldset")?.querySelector("[data-saved]") ?? form.querySelector("[data-saved]");
  const isUnsaved = () => isStale || Boolean(saving) || failures > 0 || isRefused || isSignedOut;

  const say = (words, places, isTrouble = false) => {
    for (const place of places) {
      if (place.textContent !== words) place.textContent = words;
      place.classList.toggle("saved--trouble", isTrouble);
    }
  };

  const later = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(save, seconds * 1000);
  };

  // Whoever asks while a save is on its way waits for that one.
  function save() {
    if (isLeaving) return Promise.resolve();
    saving ??= saveNow().finally(() => {
      saving = null;
      if (isStale && !failures) later(0.2);
    });
    return saving;
  }

  async function saveNow() {
    clearTimeout(timer);
    const places = new Set(changed);
    changed.clear();
    isStale = false;
    // Over and over "Saving …" would be read out at each try, and hide what the trouble is.
    if (!failures) say("Saving …", places);
    try {
      await send(places);
    } catch {
      retry(places, OFFLINE);
    }
  }

  async function send(places, mayRenew = true) {
    const sent = new FormData(form);
    for (const control of form.querySelectorAll("[data-final]")) sent.delete(control.name);
    const answer = await fetch(form.dataset.save || form.action, {
      method: "POST",
      body: sent,
      headers: { "X-Requested-With": "fetch", Accept: "application/json" },
      redirect: "manual",
      keepalive: sizeOf(sent) < LARGEST_KEPT_ALIVE,
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 401 || answer.type === "opaqueredirect") {
      isSignedOut = true;
      for (const place of places) changed.add(place);
      return stop(signedOut, places);
    }
    if (answer.status === 400 && mayRenew && (await renewToken())) return send(places, false);
    if (answer.status >= 500 || answer.status === 429) return retry(places, "Not saved yet.", true);
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      isRefused = answer.status !== CLOSED;
      return stop(said.reason || "This was not saved. Press the button to see why.", places);
    }
    failures = 0;
    isRefused = isSignedOut = false;
    say(said.saved_at_words || "Saved", places);
    form.dispatchEvent(new CustomEvent("saved", { detail: { ...said, sent } }));
  }

  // After a new sign-in the token of this page is stale; the page itself hands out a fresh one.
  async function renewToken() {
    const answer = await fetch(location.href, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(`#${form.id} input[name=csrf_token]`);
    if (fresh) form.elements.csrf_token.value = fresh.value;
    return Boolean(fresh);
  }

  const sizeOf = (sent) => [...sent.values()].reduce((sum, value) => sum + (value.size ?? value.length), 0);

  function stop(words, places) {
    clearTimeout(timer);
    failures = 0;
    say(words, places, true);
  }

  function retry(places, words, tellsWhen = false) {
    const wait = WAITS[Math.min(failures, WAITS.length - 1)];
    failures += 1;
    for (const place of places) changed.add(place);
    say(tellsWhen ? `${words} ${here}; trying again in ${wait} seconds.` : words, changed, true);
    later(wait);
  }

  const note = (input, seconds) => {
    const place = placeOf(input);
    if (place) changed.add(place);
    isStale = true;
    later(seconds);
  };

  form.addEventListener("change", (event) => {
    if (!event.target.matches("[data-final]")) note(event.target, 0.2);
  });
  form.addEventListener("input", (event) => {
    if (event.target.matches("textarea, input[type=text]")) note(event.target, 1.5);
  });
  // What was typed before this script arrived, or kept by the browser over a reload, is saved as well.
  for (const text of form.querySelectorAll("textarea")) if (text.value !== text.defaultValue) note(text, 1.5);
  addEventListener("focus", () => (isSignedOut ? save() : undefined));
  addEventListener("online", () => {
    if (isStale || failures) save();
    for (const place of form.querySelectorAll("[data-saved]")) if (place.textContent === STAY) say(BACK, [place]);
  });
  addEventListener("last-call", () => (isStale ? save() : undefined));

  // A button may lead on once all is saved, and also where the server has refused: its page says why.
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    if (!navigator.onLine || (isUnsaved() && !isRefused && !isSignedOut)) {
      event.preventDefault();
      return goOnWhenSaved(event.submitter);
    }
    clearTimeout(timer);
    isLeaving = true;
    // Another behavior may keep this form here after all.
    setTimeout(() => (isLeaving = !event.defaultPrevented));
  });

  async function goOnWhenSaved(submitter) {
    while (saving) await saving;
    if (isStale || failures) await save();
    if (!failures && !isStale && navigator.onLine) return form.requestSubmit(submitter);
    if (failures) return say(`${OFFLINE} Then press again.`, changed, true);
    say(STAY, form.querySelectorAll("[data-saved]"), true);
  }

  addEventListener("pageshow", () => {
    isLeaving = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && isUnsaved()) event.preventDefault();
  });
}
