// The guided tour: one line that says whose phone and what to do, and a ring around what to press.

import { h, post } from "./dom.js";
import { language, word } from "./words.js";

const place = document.querySelector(".tour");
let steps = [];
let phones = new Map();
let go = () => {};

export function begin(all, activate) {
  phones = all;
  go = activate;
  place.setAttribute("aria-label", word("tour"));
}

const current = () => (sessionStorage.getItem("tour") === "closed" ? undefined : steps.find((step) => !step.done));

export function showTour(news) {
  steps = news;
  draw();
  hint();
}

function draw() {
  place.hidden = steps.length === 0;
  if (place.hidden) return;
  const closed = sessionStorage.getItem("tour") === "closed";
  const step = current();
  const at = steps.filter((one) => one.done).length;
  const parts = [h("b", { class: "count" }, `${word("tour")} ${step ? steps.indexOf(step) + 1 : at}/${steps.length}`)];
  if (closed) parts.push(tool("tourOpen", () => keep("open")));
  else if (step) parts.push(who(step), said(language === "id" ? step.text : step.english), tool("tourSkip", () => post("/sandbox/tour")), tool("tourClose", () => keep("closed")));
  else parts.push(said(word("tourDone")), tool("tourClose", () => keep("closed")));
  const focused = place.contains(document.activeElement) && document.activeElement.dataset.tour;
  place.classList.toggle("closed", closed);
  place.replaceChildren(h("progress", { value: at, max: steps.length, "aria-hidden": "true" }), ...parts);
  if (focused) (place.querySelector(`[data-tour="${focused}"]`) ?? place.querySelector("button"))?.focus();
}

const said = (text) => h("p", { role: "status", "data-role": "tour-text" }, text);

const tool = (name, run) => h("button", { type: "button", class: "quiet", "data-tour": name, onclick: run }, word(name));

function who(step) {
  const name = phones.get(step.person)?.person.name.split(" ")[0] ?? step.person;
  return h("button", { type: "button", class: "whose", "data-tour": "whose", onclick: () => go(step.person, "enter") }, name);
}

function keep(state) {
  sessionStorage.setItem("tour", state);
  draw();
  hint();
  place.querySelector("button")?.focus();
}

// Marks the phone of the present step, and in it the newest button whose label begins as the step says, in whatever language.
export function hint() {
  const step = current();
  document.querySelectorAll(".next").forEach((node) => node.classList.remove("next"));
  for (const [key, phone] of phones) phone.node.classList.toggle("guided", key === step?.person);
  document.querySelectorAll("[role=tab]").forEach((tab) => tab.classList.toggle("guided", tab.dataset.tab === step?.person));
  const phone = phones.get(step?.person);
  if (!phone || !step.press.length) return;
  const found = [...phone.node.querySelectorAll(".keys button, .inline button, .invitation")]
    .filter((button) => step.press.some((label) => (button.querySelector("b") ?? button).textContent.trim().startsWith(label))).at(-1);
  found?.classList.add("next");
}
