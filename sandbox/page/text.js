// A message's text with its entities, as nodes. Offsets are UTF-16 units, as in JavaScript's own strings.

import { h } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

export function rich(text, entities, on) {
  return between(text, 0, text.length, entities ?? [], on);
}

function between(text, start, end, entities, on) {
  const nodes = [];
  let at = start;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at) continue; // it lies inside one that has been drawn
    nodes.push(text.slice(at, entity.offset));
    const inner = entities.slice(index + 1).filter((e) => e.offset >= entity.offset && e.offset + e.length <= stop);
    nodes.push(wrap(entity, text.slice(entity.offset, stop), between(text, entity.offset, stop, inner, on), on));
    at = stop;
  }
  nodes.push(text.slice(at, end));
  return nodes;
}

function wrap(entity, own, inner, on) {
  if (entity.type === "text_link") return link(entity.url, inner, on);
  if (entity.type === "url") return link(own.includes("://") ? own : `https://${own}`, inner, on);
  if (entity.type === "bot_command") {
    return h("button", { type: "button", class: "command", onclick: () => on.write(own) }, inner);
  }
  if (entity.type === "spoiler") {
    const spoiler = h("button", { type: "button", class: "spoiler", "aria-label": "…" }, inner);
    spoiler.addEventListener("click", () => { spoiler.classList.add("open"); spoiler.removeAttribute("aria-label"); });
    return spoiler;
  }
  return h(TAGS[entity.type] ?? "span", {}, inner);
}

function link(url, inner, on) {
  if (!/^(https?|tg|mailto|tel):/i.test(url)) return h("span", {}, inner);
  const opens = (event) => { event.preventDefault(); on.open(url); };
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: on.ours(url) && opens }, inner);
}
