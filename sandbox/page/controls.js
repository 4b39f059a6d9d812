// The controls beside the phones: plain buttons, and the hands of a clock.

import { h, post } from "./dom.js";
import { language, own, word } from "./words.js";

const place = document.querySelector(".controls");
const locale = language === "id" ? "id-ID" : "en-GB";
let drawn = "";
let ahead = 0; // milliseconds between the world's clock and this machine's
let zone = ""; // of the office, as in +07:00
let say = () => {};

export function showControls(controls, announce) {
  say = announce;
  const shape = JSON.stringify(controls.map(({ name, label, kind }) => [name, label, kind]));
  if (shape !== drawn) place.replaceChildren(...controls.map((one) => (one.kind === "clock" ? clock(one) : plain(one))));
  drawn = shape;
  controls.forEach(({ name, status }) => showStatus(name, status));
}

export function showStatus(name, status) {
  const node = place.querySelector(`[data-status="${CSS.escape(name)}"]`);
  if (!node) return;
  if (node.tagName !== "TIME") { node.textContent = own(status); return; }
  ahead = Date.parse(status) - Date.now();
  zone = status.slice(19);
  tick();
}

async function run(name, value, button) {
  button.disabled = true;
  try {
    const answer = await post(`/sandbox/controls/${encodeURIComponent(name)}`, { value });
    if (!answer.ok) say(answer.description);
    return answer.ok;
  } finally {
    button.disabled = false;
    button.focus();
  }
}

const labelled = ({ label, english }) => (language === "id" ? label : english);

function plain(control) {
  const { name } = control;
  const button = h("button", { type: "button", "data-control": name, onclick: () => run(name, "", button) }, labelled(control));
  return h("div", { class: "control" }, button, h("small", { "data-status": name, role: "status" }));
}

function clock(control) {
  const { name } = control;
  const step = (value, text) => {
    const button = h("button", { type: "button", "data-turn": value, onclick: () => run(name, value, button) }, text);
    return button;
  };
  const field = h("input", { type: "datetime-local", "aria-label": word("jumpTo"), required: true });
  const jump = h("button", { class: "main" }, word("jump"));
  const form = h("form", { class: "jump", hidden: true }, field, jump);
  const to = h("button", { type: "button", "data-turn": "to", "aria-expanded": "false", "aria-haspopup": "dialog" }, word("to"));
  const open = (yes) => {
    form.hidden = !yes;
    to.setAttribute("aria-expanded", String(yes));
    if (yes) { field.min = local(0); field.value = `${local(86_400_000).slice(0, 10)}T10:00`; }
    (yes ? field : to).focus();
  };
  to.addEventListener("click", () => open(form.hidden));
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") open(false); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await run(name, field.value, jump)) open(false);
  });
  return h("div", { class: "control clock", role: "group", "aria-label": labelled(control), "data-control": name },
    h("time", { "data-status": name }), step("+1h", word("hour")), step("+1d", word("day")), h("div", { class: "holder" }, to, form));
}

// An instant as the office's clock shows it: a date whose UTC fields are to be read. Without a clock, this machine's.
export function officeTime(seconds) {
  return zone ? { at: new Date(seconds * 1000 + offset()), timeZone: "UTC" } : { at: new Date(seconds * 1000) };
}

function offset() {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(zone) ?? ["", "+", "0", "0"];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

// The office's time as a datetime-local field writes it, whatever zone this machine is in.
function local(later) {
  return new Date(Date.now() + ahead + later + offset()).toISOString().slice(0, 16);
}

function tick() {
  const node = place.querySelector("time");
  if (!node || !zone) return;
  const now = local(0);
  const shown = new Date(`${now}Z`).toLocaleString(locale, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
  if (node.dateTime === now) return;
  node.dateTime = now;
  node.textContent = shown;
}

setInterval(tick, 5000);
