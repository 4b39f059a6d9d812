// What lies over a phone for a moment: menus, toasts, alerts.

import { h } from "./dom.js";
import { word } from "./words.js";

let opened = null;
let asked = 0;

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
export function notice(phone, text, alert) {
  if (alert) { ask(phone, text); return; }
  const toast = h("p", { class: "toast", role: "status", "data-role": "toast" }, text);
  phone.overlay.append(toast);
  setTimeout(() => toast.remove(), 3500);
}

// A real dialog, outside the phone: the browser keeps the keyboard and the screen reader in it, closes it at Escape and
// gives the focus back. It says whose phone it is, since it lies over all of them.
function ask(phone, text) {
  const before = document.activeElement;
  const id = `alert-${asked += 1}`;
  const ok = h("button", { class: "main", autofocus: true }, word("ok"));
  const dialog = h("dialog", { class: "alert", role: "alertdialog", "aria-label": phone.person.name, "aria-describedby": id, "data-role": "alert" },
    h("form", { method: "dialog" }, h("small", {}, phone.person.name), h("p", { id }, text), ok));
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (!before?.isConnected || before === document.body) phone.log.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  const room = phone.node.getBoundingClientRect();
  if (!room.width) return; // another phone is shown: in the middle of the page
  const middle = Math.min(Math.max(room.left + room.width / 2, dialog.offsetWidth / 2 + 8), innerWidth - dialog.offsetWidth / 2 - 8);
  dialog.style.marginLeft = `${middle - dialog.offsetWidth / 2}px`;
}
