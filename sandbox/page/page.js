// The page: reads the state, follows the events, keeps a phone for each person.

import { showControls, showStatus } from "./controls.js";
import { h } from "./dom.js";
import { Phone } from "./phone.js";
import { begin, hint, showTour } from "./tour.js";
import { language, otherLanguage, own, word } from "./words.js";

const phones = new Map();
const tabs = new Map();
const place = { phones: document.querySelector(".phones"), tabs: document.querySelector(".tabs"), news: document.querySelector(".news"), lost: document.querySelector(".lost") };
const inView = new Set(); // phones that can be seen now; what another one gets is marked on its tab
const watch = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) {
    const { person } = target.dataset;
    if (!isIntersecting) { inView.delete(person); continue; }
    inView.add(person);
    tabs.get(person)?.classList.remove("unread");
  }
}, { threshold: 0.5 });
let bot = null;
let active = null;

document.documentElement.lang = language;
document.title = word("title");
for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
place.tabs.setAttribute("aria-label", word("people"));
begin(phones, activate);
const toggle = document.querySelector("[data-role=lang]");
toggle.textContent = word("other");
toggle.addEventListener("click", otherLanguage);

function activate(key, look) {
  active = key;
  for (const [name, tab] of tabs) {
    tab.setAttribute("aria-selected", String(name === key));
    tab.tabIndex = name === key ? 0 : -1;
    phones.get(name).node.classList.toggle("active", name === key);
  }
  phones.get(key)?.toNewest(true);
  if (!look) return;
  phones.get(key)?.node.scrollIntoView({ inline: "center", block: "nearest" });
  if (look === "enter") phones.get(key)?.log.focus();
}

// Arrow keys go from tab to tab, as the pattern for tabs has it.
place.tabs.addEventListener("keydown", (event) => {
  const keys = [...tabs.keys()];
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const key = keys[(keys.indexOf(active) + step + keys.length) % keys.length];
  activate(key, "show");
  tabs.get(key).focus();
});

function showPerson(person) {
  const phone = phones.get(person.key);
  if (phone) {
    if (phone.show(person) && !inView.has(person.key)) tabs.get(person.key).classList.add("unread");
    hint();
    return;
  }
  phones.set(person.key, new Phone(person, bot));
  tabs.set(person.key, h("button", { type: "button", role: "tab", "aria-controls": `phone-${person.key}`, "data-tab": person.key, onclick: () => activate(person.key, "show") }, person.name.split(" ")[0]));
  place.phones.append(phones.get(person.key).node);
  place.tabs.append(tabs.get(person.key));
  watch.observe(phones.get(person.key).node);
  document.body.classList.toggle("many", phones.size > 3);
  activate(active ?? person.key);
}

function announce(text) {
  place.news.textContent = own(text);
  place.news.hidden = !text;
}

async function readAll() {
  const state = await (await fetch("/sandbox/state")).json();
  bot = state.bot;
  showControls(state.controls, announce); // first: the time on a bubble is read in the zone of the clock
  state.people.forEach(showPerson);
  announce(state.announcement);
  showTour(state.tour);
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
  else if (event.what === "control") showStatus(event.name, event.status);
  else if (event.what === "tour") showTour(event.steps);
  else { stale.add(event.person ?? "*"); refresh(); }
};
