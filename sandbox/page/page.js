// The page: reads the state, follows the events, keeps a phone for each person.

import { h, post } from "./dom.js";
import { Phone } from "./phone.js";
import { language, otherLanguage, word } from "./words.js";

const phones = new Map();
const tabs = new Map();
const place = { phones: document.querySelector(".phones"), tabs: document.querySelector(".tabs"), controls: document.querySelector(".controls"), news: document.querySelector(".news"), lost: document.querySelector(".lost") };
let bot = null;
let active = null;

document.documentElement.lang = language;
for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
place.tabs.setAttribute("aria-label", word("people"));
const toggle = document.querySelector("[data-role=lang]");
toggle.textContent = word("other");
toggle.addEventListener("click", otherLanguage);

function activate(key) {
  active = key;
  for (const [name, tab] of tabs) {
    tab.setAttribute("aria-selected", String(name === key));
    phones.get(name).node.classList.toggle("active", name === key);
  }
  tabs.get(key)?.classList.remove("unread");
  phones.get(key)?.toNewest(true);
}

function showPerson(person) {
  const phone = phones.get(person.key);
  if (phone) {
    if (phone.show(person) && person.key !== active) tabs.get(person.key).classList.add("unread");
    return;
  }
  phones.set(person.key, new Phone(person, bot));
  tabs.set(person.key, h("button", { type: "button", role: "tab", onclick: () => activate(person.key) }, person.name.split(" ")[0]));
  place.phones.append(phones.get(person.key).node);
  place.tabs.append(tabs.get(person.key));
  activate(active ?? person.key);
}

function showControls(controls) {
  place.controls.replaceChildren(...controls.map(({ name, label, status }) => {
    const said = h("small", { "data-status": name }, status);
    const button = h("button", { type: "button", "data-control": name }, label);
    button.addEventListener("click", async () => {
      button.disabled = true;
      try { await post(`/sandbox/controls/${encodeURIComponent(name)}`); } finally { button.disabled = false; }
    });
    return h("div", { class: "control" }, button, said);
  }));
}

function announce(text) {
  place.news.textContent = text;
  place.news.hidden = !text;
}

async function readAll() {
  const state = await (await fetch("/sandbox/state")).json();
  bot = state.bot;
  state.people.forEach(showPerson);
  showControls(state.controls);
  announce(state.announcement);
}

// Changes come in bursts: each person is read again once, after the reading under way.
const stale = new Set();
let reading = false;

async function refresh() {
  if (reading) return;
  reading = true;
  try {
    while (stale.size) {
      const key = stale.values().next().value;
      stale.delete(key);
      if (key === "*") await readAll();
      else showPerson(await (await fetch(`/sandbox/people/${encodeURIComponent(key)}`)).json());
    }
  } catch {
    stale.clear(); // the stream has broken too: when it is back, everything is read
  } finally {
    reading = false;
  }
}

const stream = new EventSource("/sandbox/events");
stream.onerror = () => { place.lost.hidden = false; };
stream.onmessage = ({ data }) => {
  const event = JSON.parse(data);
  place.lost.hidden = true;
  if (event.what === "answer") phones.get(event.person)?.answer(event);
  else if (event.what === "action") phones.get(event.person)?.typing();
  else if (event.what === "announcement") announce(event.text);
  else if (event.what === "control") document.querySelector(`[data-status="${CSS.escape(event.name)}"]`)?.replaceChildren(event.status);
  else { stale.add(event.person ?? "*"); refresh(); }
};
