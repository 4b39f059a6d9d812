// What lies over a phone for a moment: menus, toasts, alerts.

import { h } from "./dom.js";
import { word } from "./words.js";

let opened = null;

export function close() {
  opened?.list.remove();
  opened?.button.setAttribute("aria-expanded", "false");
  opened = null;
}

document.addEventListener("click", (event) => { if (opened && !opened.button.contains(event.target)) close(); });
document.addEventListener("keydown", (event) => {
  if (!opened || !["Escape", "Tab"].includes(event.key)) return;
  const { button } = opened;
  close();
  button.focus(); // Tab goes on from here by itself
});

// Gives a button a menu; items are read anew each time: {label, detail, run}.
export function flyout(button, items) {
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  const holder = h("div", { class: "holder" }, button);
  button.addEventListener("click", () => {
    const again = opened?.button === button;
    close();
    if (again) return;
    const list = h("div", { class: "menu", role: "menu" }, items().map(({ label, detail, run }) =>
      h("button", { type: "button", role: "menuitem", disabled: !run, onclick: run }, h("span", {}, label), detail ? h("small", {}, detail) : null)));
    list.addEventListener("keydown", walk);
    holder.append(list);
    button.setAttribute("aria-expanded", "true");
    opened = { button, list };
    list.querySelector("button:enabled")?.focus();
  });
}

function walk(event) {
  const all = [...event.currentTarget.querySelectorAll("button:enabled")];
  const here = all.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -here, End: all.length - 1 - here }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  all[(here + step + all.length) % all.length]?.focus();
}

// A toast that goes by itself, or an alert that stays until it is read.
export function notice(overlay, text, alert, after = () => {}) {
  if (!alert) {
    const toast = h("p", { class: "toast", role: "status", "data-role": "toast" }, text);
    overlay.append(toast);
    setTimeout(() => toast.remove(), 3500);
    return;
  }
  const ok = h("button", { type: "button", class: "main" }, word("ok"));
  const dialog = h("div", { class: "alert", role: "alertdialog", "aria-label": text, "data-role": "alert" }, h("p", {}, text), ok);
  const done = () => { dialog.remove(); after(); };
  ok.addEventListener("click", done);
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") done();
    if (event.key === "Tab") event.preventDefault(); // there is one button, and it has to be read first
  });
  overlay.append(dialog);
  ok.focus();
}
