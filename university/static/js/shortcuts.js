// "?" lists the keys; n and p follow a link, d and b go to a button and leave the press to the reader.
// Markup: the link to the list, <a href="/help/#shortcuts" data-behavior="shortcuts">, and elements with data-shortcut.
import { start as startBehaviors } from "./behaviors.js";
import { areOff, isAlone } from "./keys.js";

export function start(link) {
  const list = new List(link);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    list.show();
  });
  document.addEventListener("keydown", (event) => {
    if (areOff() || !isAlone(event)) return;
    if (event.key === "?") {
      event.preventDefault();
      list.show();
    } else if (/^[a-z]$/.test(event.key)) {
      goTo(event, document.querySelector(`[data-shortcut="${event.key}"]`));
    }
  });
}

function goTo(event, target) {
  if (!target?.checkVisibility()) return;
  event.preventDefault();
  if (target.matches("a")) return target.click();
  target.focus();
  target.scrollIntoView({ block: "center" });
}

// The list as a dialog, taken from the help page once; where it does not arrive, the page itself opens.
class List {
  constructor(link) {
    this.link = link;
  }

  async show() {
    if (document.getElementById("shortcuts") && !this.dialog) return void (location.hash = "shortcuts");
    this.dialog ??= await this.make().catch(() => null);
    if (this.dialog) this.dialog.open || this.dialog.showModal();
    else location.assign(this.link.href);
  }

  async make() {
    const answer = await fetch(this.link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const dialog = document.createElement("dialog");
    dialog.className = "dialog";
    dialog.setAttribute("aria-labelledby", "shortcuts-title");
    const list = document.adoptNode(page.getElementById("shortcuts"));
    list.querySelector("h2").className = "dialog__title";
    dialog.append(list, this.closeButton());
    document.body.append(dialog);
    startBehaviors(dialog);
    return dialog;
  }

  closeButton() {
    const form = document.createElement("form");
    form.method = "dialog";
    form.className = "actions";
    const button = document.createElement("button");
    button.className = "button button--plain";
    button.textContent = "Close";
    form.append(button);
    return form;
  }
}
