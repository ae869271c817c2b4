// Puts a place on another site into the page, once somebody asks for it; without this script it stays a link.
// Markup: <div data-behavior="embed" data-hosts="videos.example …"> around boxes div.embed, each with one link.
export function start(text) {
  const hosts = new Set(text.dataset.hosts.split(/\s+/));
  for (const box of text.querySelectorAll("div.embed")) {
    const link = box.querySelector("a[href^='https://']");
    if (link && hosts.has(new URL(link.href).host)) offer(box, link);
  }
}

function offer(box, link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button embed__button";
  button.textContent = `Load from ${new URL(link.href).host}`;
  button.addEventListener("click", () => {
    const frame = framed(link);
    button.replaceWith(frame);
    frame.focus();
  });
  box.append(button);
}

function framed(link) {
  const frame = document.createElement("iframe");
  frame.className = "embed__frame";
  frame.title = link.textContent;
  // A player needs its scripts and its own storage; it may not lead this page away, open windows or ask for anything.
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin");
  frame.setAttribute("allow", "fullscreen");
  // Players refuse to start for nobody: they learn the name of this site, never the page or who reads it.
  frame.referrerPolicy = "strict-origin";
  frame.src = link.href;
  return frame;
}
