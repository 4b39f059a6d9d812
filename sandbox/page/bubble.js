// One message as a bubble, or an album of several in one, with its media and its buttons.

import { officeTime } from "./controls.js";
import { h, icon } from "./dom.js";
import { rich } from "./text.js";
import { language, word } from "./words.js";

const locale = language === "id" ? "id-ID" : "en-GB";

function clock(seconds) {
  const { at, timeZone } = officeTime(seconds);
  return at.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", timeZone });
}

export function day(seconds) {
  const { at, timeZone } = officeTime(seconds);
  return at.toLocaleDateString(locale, { day: "numeric", month: "long", timeZone });
}

// Neighbours of one album belong together; every other message stands alone.
export function gather(messages) {
  const found = [];
  for (const message of messages) {
    const last = found.at(-1);
    if (message.media_group_id && last?.[0].media_group_id === message.media_group_id) last.push(message);
    else found.push([message]);
  }
  return found;
}

export function bubble(messages, on) {
  const [message] = messages;
  const body = h("div", { class: "body" },
    message.forward_origin ? h("p", { class: "from" }, `${word("forwarded")} ${message.forward_origin.sender_user_name}`) : null,
    message.reply_to_message ? h("p", { class: "quote" }, firstWords(message.reply_to_message)) : null,
    messages.length > 1 ? h("div", { class: messages.every(({ photo }) => photo) ? "album" : "" }, messages.map(medium)) : medium(message),
    messages.map((one) => said(one, on)),
    h("p", { class: "when" }, messages.some((one) => one.edit_date) ? `${word("edited")} ` : "", clock(message.date)),
  );
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const classes = ["message", message.bot ? "bot" : "mine", message.sticker ? "bare" : ""].join(" ").trim();
  const sender = message.bot ? on.bot.first_name : word("you");
  return h("article", { class: classes, "aria-label": `${sender}, ${clock(message.date)}`, "data-message": message.message_id }, body,
    rows.length ? h("div", { class: "inline" }, rows.map((row) => h("div", { class: "row" },
      row.map((button) => inlineButton(message, button, on))))) : null);
}

function said(message, on) {
  const text = message.text ?? message.caption;
  return text ? h("div", { class: "text" }, rich(text, message.entities ?? message.caption_entities, on)) : null;
}

function inlineButton(message, button, on) {
  if (button.callback_data !== undefined) {
    const node = h("button", { type: "button", "data-callback": button.callback_data }, button.text);
    if (on.waiting(message.message_id, button.callback_data)) node.setAttribute("aria-busy", "true");
    node.addEventListener("click", () => on.press(message.message_id, button.callback_data, node));
    return node;
  }
  if (!/^(https?|tg):/i.test(button.url ?? "")) return h("button", { type: "button", disabled: true }, button.text);
  const opens = on.ours(button.url) && ((event) => { event.preventDefault(); on.open(button.url); });
  return h("a", { class: "button", href: button.url, target: "_blank", rel: "noopener noreferrer", onclick: opens },
    button.text, icon("link"));
}

function medium(message) {
  if (message.photo) {
    const largest = message.photo.at(-1);
    return h("a", { class: "picture", href: `/sandbox/files/${largest.file_id}`, target: "_blank", rel: "noopener" },
      h("img", { src: `/sandbox/files/${largest.file_id}`, alt: message.caption ?? word("photo"), width: largest.width, height: largest.height }));
  }
  if (message.sticker) return h("p", { class: "sticker", role: "img", "aria-label": `${word("sticker")} ${message.sticker.emoji}` }, icon("smile"));
  if (message.voice) {
    const length = `0:${String(message.voice.duration).padStart(2, "0")}`;
    return h("audio", { controls: true, preload: "metadata", src: `/sandbox/files/${message.voice.file_id}`, "aria-label": `${word("voice")} ${length}` });
  }
  if (message.video) return card("play", word("video_sent"), size(message.video.file_size));
  if (message.contact) {
    const { first_name: first, last_name: last = "", phone_number: phone } = message.contact;
    return card("person", `${first} ${last}`.trim(), phone);
  }
  if (message.location) return card("pin", word("location"), `${message.location.latitude}, ${message.location.longitude}`);
  if (message.document) {
    const { file_name: name, file_size: bytes, file_id: id } = message.document;
    return h("a", { class: "file", href: `/sandbox/files/${id}`, download: name }, card("document", name, size(bytes)));
  }
  return null;
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1_048_576 ? `${Math.round(bytes / 1024)} KB` : `${Math.round(bytes / 1_048_576)} MB`;
}

function card(shape, title, detail, more = "") {
  return h("div", { class: `card ${more}` }, h("span", { class: "disc" }, icon(shape)),
    h("span", {}, h("b", {}, title), h("small", {}, detail)));
}

function firstWords(message) {
  const text = message.text ?? message.caption ?? "…";
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
