// Keeps a page while there is no connection: a form in it is sent only once the server can be reached.
// Markup: <div data-behavior="hand-in"><form method="post">…</form> <p data-said role="status"></p></div>
const PATIENCE = 15_000;
const OFFLINE = "No connection. Nothing is handed in yet, and all that you gave is kept. Press again once the connection is back.";
const BACK = "The connection is back. You can hand in now.";

export function start(place) {
  const said = place.querySelector("[data-said]");
  let isReached = false;

  place.addEventListener("submit", async (event) => {
    if (isReached || event.defaultPrevented) return;
    event.preventDefault();
    isReached = navigator.onLine && (await answers());
    if (!isReached) return say(OFFLINE);
    event.target.requestSubmit(event.submitter);
  });
  addEventListener("online", () => (said.textContent ? say(BACK) : undefined));
  addEventListener("pageshow", () => {
    isReached = false;
  });

  const say = (words) => {
    said.textContent = words;
    said.classList.toggle("saved--trouble", words === OFFLINE);
  };
}

async function answers() {
  const options = { method: "HEAD", cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE) };
  return fetch(location.href, options).then(() => true, () => false);
}
