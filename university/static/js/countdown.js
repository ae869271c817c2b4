// Time left, in words, by the server's clock; it can be hidden. The server closes the attempt, not this.
// Markup: <p data-behavior="countdown" data-ends="2026-11-22T10:30:00Z" data-now="2026-11-22T10:12:00Z"><span data-words>18 minutes left</span> <button type="button" data-hide hidden>Hide time</button></p>
export function start(place) {
  const ends = Date.parse(place.dataset.ends);
  const ahead = Date.parse(place.dataset.now) - Date.now();
  const words = place.querySelector("[data-words]");
  const button = place.querySelector("[data-hide]");

  const tell = () => {
    const seconds = Math.max(0, Math.round((ends - Date.now() - ahead) / 1000));
    const said = inWords(seconds);
    if (words.textContent !== said) words.textContent = said;
    if (seconds === 0) clearInterval(clock);
  };
  const clock = setInterval(tell, 1000);

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
  if (seconds === 0) return "Time is up; what you answered is kept";
  const minutes = Math.ceil(seconds / 60);
  if (minutes > 90) return `${Math.floor(minutes / 60)} hours ${minutes % 60} minutes left`;
  return minutes === 1 ? "Less than a minute left" : `${minutes} minutes left`;
}
