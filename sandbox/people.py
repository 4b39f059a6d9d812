"""Virtual people: what somebody with a phone does in the chat."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sandbox import samples
from sandbox.errors import Impossible
from sandbox.markup import detect
from sandbox.view import ChatView

Json = dict[str, Any]


def slug(name: str) -> str:
    """A name as a key: small letters, with hyphens between."""
    return re.sub(r"\W+", "-", name.lower()).strip("-")


class Person(ChatView):
    """A handle on one person; make it with World.add_person. Every act returns at once and waits for nobody."""

    # what the person sends

    def write(self, text: str) -> int:
        """Send a text; answers a forced reply and uses up a one-time keyboard, as a chat client does."""
        with self.world.change():
            content: Json = {"text": text}
            keyboard = self.world.store.table("keyboards").get(self.id, {})
            if keyboard.get("force_reply") and (asked := self.world.messages(self.id).get(keyboard["message_id"])):
                content["reply_to_message"] = asked["message"]
            if keyboard.get("force_reply") or keyboard.get("one_time_keyboard"):
                self.world.store.drop("keyboards", self.id)
                self.world.tell("keyboard", self.id)
            return self._send(content)

    def start(self, payload: str = "") -> int:
        """Open the bot: /start, with the payload of an invitation if there is one. Unblocks first, as clients do."""
        with self.world.change():
            if self.row["blocked"]:
                self.unblock()
            return self.write(f"/start {payload}".rstrip())

    def open_link(self, url: str) -> int:
        """Tap a t.me link of the bot: sends /start with its payload; an invitation that lay ready is then opened."""
        parts = urlsplit(url if "//" in url else f"https://{url}")
        if parts.hostname not in ("t.me", "telegram.me") or parts.path.strip("/") != self.world.bot["username"]:
            raise Impossible(f"{url} leads out of the chat")
        with self.world.change():
            self._set(links=[link for link in self.row["links"] if link[1] != url])
            return self.start("".join(parse_qs(parts.query).get("start", [])))

    def share_contact(self, *, of: "Person | None" = None, phone: str | None = None, force: bool = False) -> int:
        """Share one's own number when a keyboard asks for it, or by force; somebody else's with `of`."""
        asked = any(button.request_contact for row in self.keyboard or [] for button in row)
        if not (asked or force or of):
            raise Impossible("no keyboard asks for a contact")
        whose = of or self
        contact = {"phone_number": phone if phone is not None else whose.row["phone"], "user_id": whose.id}
        return self._send({"contact": contact | {k: v for k, v in self.world.user(whose.id).items() if "_name" in k}})

    def send_photo(self, caption: str = "", content: bytes | None = None) -> int:
        """Send a picture: a sample with EXIF and its place inside, or the bytes given."""
        with self.world.change():
            return self._send({**samples.photo(self.world, content), **_caption(caption)})

    def send_album(self, caption: str = "", contents: Sequence[bytes | None] = (None, None, None)) -> list[int]:
        """Send pictures as one album: a message each, the caption under the first, one media_group_id."""
        with self.world.change():
            album = {"media_group_id": str(self.world.next("album", 13_000_000_000_000_000))}
            words = [_caption(caption), *({} for _ in contents[1:])]
            pictures = [samples.photo(self.world, content) for content in contents]
            return [self._send({**album, **one, **word}) for one, word in zip(pictures, words, strict=True)]

    def send_sticker(self, emoji: str = "👍") -> int:
        """Send a sticker."""
        with self.world.change():
            return self._send(samples.sticker(self.world, emoji))

    def send_voice(self, seconds: int = 4, content: bytes | None = None) -> int:
        """Send a voice note: a sample that can be played, or the bytes given."""
        with self.world.change():
            return self._send(samples.voice(self.world, content, seconds))

    def send_video(self, size: int = 25 * 1024 * 1024, content: bytes | None = None, caption: str = "") -> int:
        """Send a video: one so large that no bot may download it, unless told otherwise."""
        with self.world.change():
            return self._send({**samples.video(self.world, content, 90, size), **_caption(caption)})

    def send_document(
        self, name: str = "surat.pdf", content: bytes | None = None, mime: str = "application/pdf", caption: str = ""
    ) -> int:
        """Send a document: a small PDF, or the bytes given; b"" is an empty file."""
        with self.world.change():
            return self._send({**samples.document(self.world, content, name, mime), **_caption(caption)})

    def send_program(self, name: str = "pembaruan.exe") -> int:
        """Send what nobody should open: the beginning of a Windows program."""
        return self.send_document(name, samples.PROGRAM, "application/x-msdownload")

    def send_location(self, latitude: float = -5.7, longitude: float = 105.6) -> int:
        """Send a place."""
        return self._send({"location": {"latitude": latitude, "longitude": longitude}})

    def forward(self, text: str, from_name: str = "Seseorang") -> int:
        """Forward somebody's text; their name is known, their account is hidden."""
        origin = {"type": "hidden_user", "date": int(self.world.now()), "sender_user_name": from_name}
        return self._send({"text": text, "forward_origin": origin})

    def write_in_group(self, group: str | int, text: str) -> int:
        """Send a text to a group, named by title or chat id; the bot sees it."""
        with self.world.change():
            return self._send({"text": text}, self.world.add_group(group) if isinstance(group, str) else group)

    def edit(self, message_id: int, text: str) -> None:
        """Change one's own text."""
        with self.world.change():
            row = self.world.messages(self.id).get(message_id)
            if not row or row["bot"] or "text" not in row["message"]:
                raise Impossible("only one's own text can be edited")
            message = {**row["message"], "text": text, "edit_date": int(self.world.now())}
            message = _with_entities(message)
            self.world.put_message(self.id, {**row, "message": message})
            self.world.push("edited_message", message)

    def _send(self, content: Json, chat: int | None = None) -> int:
        chat = self.id if chat is None else chat
        with self.world.change():
            if chat == self.id:
                if self.row["blocked"]:
                    raise Impossible("the bot is blocked; unblock it first")
                self._set(started=True)
            number = self.world.next("message")
            head = {"message_id": number, "date": int(self.world.now()), "chat": self.world.chat(chat)}
            message = _with_entities({**head, "from": self.world.user(self.id), **content})
            self.world.put_message(chat, {"message": message, "html": None, "bot": False})
            self.world.push("message", message)
            return number

    # what the person presses

    def press(self, label: str) -> str:
        """Press the button whose text begins so, on the newest message that has one; gives the query's id.

        A t.me link of the bot is opened (and the id is empty); another link leads out of the chat.
        """
        with self.world.change():
            for message in reversed(self.messages):
                for button in (button for row in message.buttons for button in row):
                    if button.text.startswith(label) and button.data is not None:
                        return self.press_data(message.message_id, button.data)
                    if button.text.startswith(label) and button.url:
                        self.open_link(button.url)
                        return ""
            raise Impossible(
                f"no button begins with {label!r}; there are {[m.labels for m in self.messages if m.labels]}"
            )

    def press_data(self, message_id: int, data: str) -> str:
        """Press with any data on any message of the bot: a forged button, or one whose message has gone."""
        with self.world.change():
            if self.row["blocked"]:
                raise Impossible("the bot is blocked; unblock it first")
            query_id = str(self.world.next("query", 4_000_000_000_000))
            row = self.world.messages(self.id).get(message_id)
            gone = {"message_id": message_id, "date": 0, "chat": self.world.chat(self.id)}
            query = {"id": query_id, "from": self.world.user(self.id), "message": row["message"] if row else gone}
            self.world.push("callback_query", {**query, "chat_instance": str(self.id), "data": data})
            self.world.store.put("queries", query_id, {"person": self.id, "at": self.world.now()})
            return query_id

    # what the person changes

    def block(self) -> None:
        """Block the bot."""
        self._member("member", "kicked")

    def unblock(self) -> None:
        """Let the bot write again."""
        self._member("kicked", "member")

    def set_language(self, language_code: str) -> None:
        """Change the language of the person's phone."""
        with self.world.change():
            self._set(language_code=language_code)

    def _member(self, old: str, new: str) -> None:
        with self.world.change():
            if self.row["blocked"] == (new == "kicked"):
                return
            self._set(blocked=new == "kicked")
            change: Json = {"chat": self.world.chat(self.id), "from": self.world.user(self.id)}
            for when, status in (("old", old), ("new", new)):
                until = {"until_date": 0} if status == "kicked" else {}
                change[f"{when}_chat_member"] = {"user": self.world.bot, "status": status, **until}
            self.world.push("my_chat_member", {**change, "date": int(self.world.now())})

    def _set(self, **changes: Any) -> None:
        if any(self.row.get(name) != value for name, value in changes.items()):
            self.world.store.put("people", self.id, {**self.row, **changes})
            self.world.tell("person", self.id)


def _caption(caption: str) -> Json:
    return {"caption": caption} if caption else {}


def _with_entities(message: Json) -> Json:
    for text, name in (("text", "entities"), ("caption", "caption_entities")):
        message.pop(name, None)
        if text in message and (found := detect(message[text], [])):
            message[name] = found
    return message
