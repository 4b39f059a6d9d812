// One person's phone: header, conversation, keyboards and the box to write in.

import { bubble, day, gather } from "./bubble.js";
import { calm, h, icon, post } from "./dom.js";
import { flyout, notice } from "./overlays.js";
import { own, word } from "./words.js";

const SAMPLES = ["photo", "album", "voice", "video", "document", "empty_file", "program", "location", "sticker"];

export class Phone {
  constructor(person, bot) {
    this.key = person.key;
    this.bot = bot;
    this.drawn = new Map(); // first message id of a bubble → what was drawn, to draw again only what changed
    this.presses = new Map(); // query id → "message data", until the bot answers
    this.build(person);
    this.show(person);
  }

  build(person) {
    const parts = person.name.split(" ");
    this.about = h("p", { class: "about" });
    this.log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": `${word("chat")} ${person.name}`, tabindex: "0", "data-role": "log" });
    this.pinned = h("div", { class: "pinned", hidden: true });
    this.keys = h("div", { class: "keys", "data-role": "keyboard", hidden: true });
    this.foot = h("div", { class: "foot" });
    this.box = h("textarea", { rows: "1", placeholder: word("write"), "aria-label": word("write") });
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    this.box.addEventListener("input", () => this.grow());
    this.composer = this.makeComposer();
    this.overlay = h("div", { class: "overlay" });
    this.node = h("section", { class: "phone", id: `phone-${this.key}`, "data-person": this.key, "aria-label": person.name },
      h("header", {}, h("span", { class: "face", "aria-hidden": "true" }, parts.slice(0, 2).map((p) => p[0]).join("")),
        h("div", { class: "who" }, h("h2", {}, person.name), this.about), this.menuButton()),
      this.pinned, h("div", { class: "room" }, this.log, this.overlay), this.keys, this.foot);
  }

  makeComposer() {
    const commands = h("button", { type: "button", class: "tool", "aria-label": word("commands"), "data-role": "commands" }, icon("slash"));
    flyout(commands, () => (this.person.commands.length ? this.person.commands : [{ description: word("gone") }])
      .map(({ command, description }) => ({ label: command ? `/${command}` : description, detail: command && description, run: command && (() => this.act("write", { text: `/${command}` })) })));
    const attach = h("button", { type: "button", class: "tool", "aria-label": word("attach"), "data-role": "attach" }, icon("plus"));
    flyout(attach, () => [...SAMPLES.map((name) => ({ label: word(name), run: () => this.act(name) })),
      { label: word("contact"), run: () => this.act("contact", { force: true }) }]);
    const form = h("form", { class: "composer", "data-role": "composer" }, commands.parentNode ?? commands, attach.parentNode ?? attach, this.box,
      h("button", { class: "send", "aria-label": word("send") }, icon("send")));
    form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    return form;
  }

  menuButton() {
    const button = h("button", { type: "button", class: "tool", "aria-label": word("menu"), "data-role": "menu" }, icon("more"));
    flyout(button, () => {
      const other = this.person.language_code === "id" ? "en" : "id";
      return [
        { label: word(this.person.blocked ? "unblock" : "block"), run: () => this.act(this.person.blocked ? "unblock" : "block") },
        { label: word(other === "en" ? "toEnglish" : "toIndonesian"), run: () => this.act("language", { language_code: other }) },
      ];
    });
    return button.parentNode ?? button;
  }

  show(person) {
    this.person = person;
    this.about.textContent = person.about || person.phone;
    for (const id of person.answered) this.presses.delete(id);
    const grew = this.drawMessages(person.messages);
    this.drawKeyboard(person.blocked ? null : person.keyboard);
    this.drawFoot();
    this.settle();
    return grew;
  }

  drawMessages(messages) {
    const near = this.atNewest();
    const first = !this.read; // what was there when the page opened is not news
    this.read = true;
    const bubbles = gather(messages);
    const wanted = new Set(bubbles.map(([message]) => message.message_id));
    for (const [id, { node }] of this.drawn) {
      if (!wanted.has(id)) { node.remove(); this.drawn.delete(id); }
    }
    this.log.querySelectorAll(".empty").forEach((node) => node.remove());
    let grew = false;
    let changed = false;
    let mine = false;
    for (const together of bubbles) {
      const [message] = together;
      const before = this.drawn.get(message.message_id);
      const sign = JSON.stringify(together);
      if (before?.sign === sign) continue;
      const node = bubble(together, this);
      changed = true;
      if (before) swap(before.node, node, this.log);
      else { this.separate(message); this.log.append(node); grew = true; mine ||= !message.bot; }
      this.drawn.set(message.message_id, { sign, node });
    }
    if (!messages.length) this.log.append(this.invitation());
    this.pinned.hidden = !messages.length || !this.person.links.length;
    if (!this.pinned.hidden) this.pinned.replaceChildren(...this.links());
    if (changed && (near || mine || first)) this.toNewest(first);
    return grew && !first;
  }

  separate(message) {
    const today = day(message.date);
    if (today !== this.day) this.log.append(h("p", { class: "day" }, today));
    this.day = today;
  }

  invitation() {
    this.day = undefined;
    this.log.replaceChildren();
    return h("div", { class: "empty" }, this.person.links.length ? this.links()
      : [h("p", {}, word("empty")), h("button", { type: "button", class: "main", "data-role": "start", onclick: () => this.act("start") }, word("start"))]);
  }

  // Invitations nobody has opened yet: in the middle of an empty chat, above one that has begun.
  links() {
    const { links, name } = this.person;
    return links.map(([label, url]) => h("button", { type: "button", class: "invitation", "data-role": "invitation", onclick: () => this.open(url) },
      h("small", {}, `${word("invited")} ${name}`), h("b", {}, own(label)), h("span", {}, word("start"))));
  }

  drawKeyboard(markup) {
    this.box.placeholder = markup?.input_field_placeholder || word("write");
    const rows = markup?.keyboard ?? [];
    const sign = JSON.stringify(rows);
    if (sign === this.keysSign) return;
    this.keysSign = sign;
    this.keys.hidden = rows.length === 0;
    this.keys.replaceChildren(...rows.map((row) => h("div", { class: "row" }, row.map((button) =>
      h("button", { type: "button", "data-reply": button.text, onclick: () => (button.request_contact ? this.act("contact") : this.act("write", { text: button.text })) },
        button.request_contact ? icon("person") : null, button.text)))));
    this.toNewest(true);
  }

  drawFoot() {
    if (this.person.blocked === this.footBlocked) return;
    this.footBlocked = this.person.blocked;
    this.foot.replaceChildren(this.person.blocked ? h("div", { class: "barred" }, h("p", {}, word("blocked")),
      h("button", { type: "button", class: "main", onclick: () => this.act("unblock") }, word("unblock"))) : this.composer);
  }

  settle() {
    const waiting = new Set(this.presses.values());
    for (const button of this.log.querySelectorAll("[data-callback][aria-busy]")) {
      const id = button.closest("[data-message]").dataset.message;
      if (!waiting.has(`${id} ${button.dataset.callback}`)) button.removeAttribute("aria-busy");
    }
  }

  answer(event) {
    this.presses.delete(event.query_id);
    this.settle();
    if (event.text) notice(this, event.text, event.alert);
  }

  typing() {
    this.about.textContent = `${this.bot.first_name} ${word("typing")}`;
    clearTimeout(this.typed);
    this.typed = setTimeout(() => { this.about.textContent = this.person.about || this.person.phone; }, 4000);
  }

  atNewest() {
    const { log } = this;
    const newest = log.lastElementChild;
    const left = log.scrollHeight - log.scrollTop - log.clientHeight;
    return !newest || left < 200 || newest.offsetTop < log.scrollTop + log.clientHeight;
  }

  // Down to the newest message; where it is taller than the room, to its beginning: a question is read before it is answered.
  toNewest(now) {
    requestAnimationFrame(() => {
      const { log } = this;
      const newest = log.lastElementChild;
      const tall = newest && newest.offsetHeight > log.clientHeight - 16;
      log.scrollTo({ top: tall ? newest.offsetTop - 8 : log.scrollHeight, behavior: now || calm() ? "instant" : "smooth" });
    });
  }

  // what bubbles ask of the phone

  ours(url) {
    return new RegExp(`^(https?://)?(t|telegram)\\.me/${this.bot.username}(\\?|/|$)`, "i").test(url);
  }

  open(url) { return this.act("open", { url }); }

  write(text) { return this.act("write", { text }); }

  waiting(message, data) { return [...this.presses.values()].includes(`${message} ${data}`); }

  async press(message, data, node) {
    if (node.getAttribute("aria-busy")) return;
    node.setAttribute("aria-busy", "true");
    const answer = await this.act("press", { message_id: message, data });
    if (answer.ok && !this.person.answered.includes(answer.result)) {
      this.presses.set(answer.result, `${message} ${data}`);
      setTimeout(() => { this.presses.delete(answer.result); this.settle(); }, 15000); // as clients stop waiting
    }
    this.settle();
  }

  submit() {
    const text = this.box.value.trim();
    if (!text) return;
    this.box.value = "";
    this.grow();
    this.act("write", { text });
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 120)}px`;
  }

  async act(name, body = {}) {
    try {
      const answer = await post(`/sandbox/people/${this.key}/${name}`, body);
      if (!answer.ok) notice(this, answer.description, false);
      return answer;
    } catch {
      notice(this, word("lost"), false);
      return { ok: false };
    }
  }
}

// Puts a redrawn message in place and keeps the keyboard where it was: on the same button, or the one that stands there now.
function swap(old, fresh, log) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const at = focused ? [...old.querySelectorAll("button, a")].indexOf(focused) : -1;
  old.replaceWith(fresh);
  if (!focused) return;
  const all = [...fresh.querySelectorAll("button, a")];
  (all.find((node) => node.textContent === focused.textContent) ?? all[Math.min(at, all.length - 1)] ?? log).focus({ preventScroll: true });
}
