// Shows the page anew when the content that it was made from was loaded again; it stands only where the folder is watched.
// Markup: <div data-behavior="fresh-content" data-revision="7-1795338000.0" data-from="/api/v1/content/revision" hidden></div>
const SECOND = 1000;

export function start(mark) {
  const look = async () => {
    if (!document.hidden && !isTypedIn() && (await isStale(mark.dataset))) location.reload();
    else setTimeout(look, SECOND);
  };
  setTimeout(look, SECOND);
}

async function isStale({ from, revision }) {
  try {
    const answer = await fetch(from, { cache: "no-store" });
    return answer.ok && (await answer.json()).revision !== revision;
  } catch {
    return false; // the site is starting anew
  }
}

// A reload keeps the place on the page, but not what somebody is writing.
function isTypedIn() {
  return [...document.querySelectorAll("input, textarea")].some((field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked);
}
