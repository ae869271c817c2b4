// Time left, in words, by the server's clock; it can be hidden. The server closes the attempt, not this.
// Markup: <p data-behavior="countdown" data-ends="2026-11-22T10:30:00Z" data-now="2026-11-22T10:12:00Z">
// <span data-words>18 minutes left</span> <a data-over hidden>See your result</a>
// <button type="button" data-hide hidden>Hide time</button> <span role="status" data-told></span></p>
// At the minutes of WARN it is read out, hidden or not; some seconds before the end the window gets "last-call".
const WARN = [10, 5, 1];
const LAST_CALL = 5;

export function start(place) {
  const total = (Date.parse(place.dataset.ends) - Date.parse(place.dataset.now)) / 1000;
  const began = { wall: Date.now(), page: performance.now() };
  const [words, over, button, told] = ["words", "over", "hide", "told"].map((name) => place.querySelector(`[data-${name}]`));
  let before = Infinity;

  // A page that slept stops one of the two clocks, and somebody may set the other one: the later of them is
  // right, or says too little time rather than too much.
  const passed = () => Math.max(Date.now() - began.wall, performance.now() - began.page, 0) / 1000;

  const tell = () => {
    const seconds = Math.max(0, Math.round(total - passed()));
    const said = inWords(seconds);
    if (words.textContent !== said) words.textContent = said;
    if (seconds === before) return;
    const minute = WARN.find((one) => seconds <= one * 60 && before > one * 60 && before < Infinity);
    if (told && (minute || seconds === 0)) told.textContent = said;
    if (seconds <= LAST_CALL && before > LAST_CALL) dispatchEvent(new CustomEvent("last-call"));
    if (seconds === 0) end();
    before = seconds;
  };
  const clock = setInterval(tell, 1000);

  function end() {
    clearInterval(clock);
    words.hidden = false;
    if (over) over.hidden = false;
    if (button) button.hidden = true;
  }

  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      words.hidden = !words.hidden;
      button.textContent = words.hidden ? "Show time" : "Hide time";
    });
  }
  tell();
}

function inWords(seconds) {
  if (seconds === 0) return "Time is up; what you saved is handed in";
  const minutes = Math.ceil(seconds / 60);
  if (minutes > 90) return `${Math.floor(minutes / 60)} hours ${minutes % 60} minutes left`;
  return minutes === 1 ? "Less than a minute left" : `${minutes} minutes left`;
}
