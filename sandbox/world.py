"""The world of the sandbox: the bot, people, groups, messages and updates, and everything remembered of them."""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from sandbox import tour
from sandbox.bell import Bell
from sandbox.calls import Call, wall_clock
from sandbox.faults import Faults
from sandbox.journal import Store
from sandbox.limits import Limits
from sandbox.people import Person, slug
from sandbox.stage import Control, Step

Json = dict[str, Any]

TOKEN = "1000000001:SANDBOX-token-for-this-machine-only"  # noqa: S105 (it opens nothing but this sandbox)
USERNAME = "KinerjaSandboxBot"
DEFAULT_UPDATES_EXCLUDE = ("chat_member", "message_reaction", "message_reaction_count")


class World:
    """All state, safe to use from several threads; nothing in it waits for the network.

    With a `path` (a folder) everything survives the death of the process. `limits=False` never answers 429.
    `burst` is how many messages a private chat takes at once (sandbox/limits.py). `now` dates messages and ages
    callback queries, which can be answered for `query_life` seconds; `tick` drives the limits.
    """

    def __init__(
        self,
        path: Path | str | None = None,
        *,
        token: str = TOKEN,
        limits: bool = True,
        burst: int = 3,
        query_life: float = 60.0,
        now: Callable[[], float] = wall_clock,
        tick: Callable[[], float] = time.monotonic,
    ) -> None:
        self.token = token
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Kinerja",
            "username": USERNAME,
        }
        self.now = now
        self.query_life = query_life
        self.limits = Limits(tick, burst) if limits else None
        self.lock = RLock()
        self.store = Store(Path(path) if path is not None else None)
        self.bell = Bell()
        self.calls: deque[Call] = deque(maxlen=10_000)
        self.counts: Counter[str] = Counter()
        self.events: deque[tuple[int, Json]] = deque(maxlen=2_000)
        self.faults = Faults()
        self.webhook_pause = 1.0  # seconds before an update that a webhook did not take is posted again; doubles
        self.controls: dict[str, Control] = {}
        self.tour: list[Step] = []
        self.statuses: dict[str, str] = {}
        self.announcement = ""
        self.poll: object | None = None  # the getUpdates that is waiting now
        self.poll_ended_by = ""
        self.closing = False  # the server is going: waiting calls return at once
        self._told = 0
        self._bells: dict[int, Bell] = {}
        self._rung: set[int] = set()

    # people and chats

    def add_person(
        self,
        name: str,
        *,
        key: str | None = None,
        phone: str = "",
        language_code: str | None = None,
        username: str | None = None,
        about: str = "",
        links: list[tuple[str, str]] | None = None,
    ) -> Person:
        """A person who could use the bot; the same key again gives the same person, with these particulars.

        The key is the first name in small letters unless given; the whole name if another person has that one.
        The language stays what it was, or is Indonesian, unless given. `about` is a line under the name; `links`
        are (label, t.me address) invitations that the chat offers until they are opened.
        """
        with self.change():
            keys = self.store.table("keys")
            if key is None:
                key = slug(name.split(maxsplit=1)[0])
                if key in keys and self.people[keys[key]]["name"] != name:
                    key = slug(name)
            number = keys.get(key) or self.next("person", 5_000_000_000)
            first, _, last = name.partition(" ")
            row = {"key": key, "id": number, "name": name, "first_name": first, "last_name": last, "phone": phone}
            row |= {"username": username, "about": about, "links": links or []}
            row |= {"language_code": language_code} if language_code else {}
            before = self.people.get(number, {"language_code": "id", "started": False, "blocked": False})
            self.store.put("keys", key, number)
            self.store.put("people", number, {**before, **row})
            self.tell("person", number)
        return Person(self, number)

    def person(self, key: str | int) -> Person:
        """The person with this key or id; KeyError if there is none."""
        number = self.store.table("keys").get(key)
        if number is None:
            number = int(key) if str(key).isdecimal() else 0
        if number not in self.people:
            raise KeyError(key)
        return Person(self, number)

    def add_group(self, title: str) -> int:
        """The chat id of the group with this title, made if need be; the bot is in it and reads everything."""
        with self.change():
            for number, group in self.store.table("groups").items():
                if group["title"] == title:
                    return int(number)
            number = -1_000_000_000_000 - self.next("group", 2_000_000_000)
            self.store.put("groups", number, {"id": number, "type": "supergroup", "title": title})
            return number

    @property
    def people(self) -> dict[int, Json]:
        """The rows of all people by id."""
        return self.store.table("people")

    def chat(self, chat: int) -> Json | None:
        """The chat object of Telegram for an id, or None."""
        if group := self.store.table("groups").get(chat):
            return dict(group)
        if person := self.people.get(chat):
            return {"id": chat, "type": "private", **_names(person)}
        return None

    def user(self, person: int) -> Json:
        """The user object of Telegram for a person."""
        row = self.people[person]
        return {"id": person, "is_bot": False, **_names(row), "language_code": row["language_code"]}

    # messages and updates

    def messages(self, chat: int) -> dict[int, Json]:
        """What a chat shows now, by message id: rows of {"message": Telegram's object, "html", "bot"}."""
        return self.store.table(f"messages:{chat}")

    def put_message(self, chat: int, row: Json) -> None:
        """Add a message or put a changed one in its place."""
        self.store.put(f"messages:{chat}", row["message"]["message_id"], row)
        self.tell("message", chat, message_id=row["message"]["message_id"])
        if row["bot"]:
            tour.follow(self)

    def push(self, kind: str, content: Json) -> int | None:
        """Queue an update for the bot and give its id; None if the bot did not ask for this kind."""
        allowed = self.setting("allowed_updates") or []
        if (kind not in allowed) if allowed else (kind in DEFAULT_UPDATES_EXCLUDE):
            return None
        number = self.next("update", 700_000_000)
        self.store.put("updates", number, {"update_id": number, kind: content})
        return number

    @property
    def updates(self) -> dict[int, Json]:
        """The updates the bot has not confirmed yet, oldest first."""
        return self.store.table("updates")

    def setting(self, name: str) -> Any:
        """A remembered setting of the bot, such as webhook or allowed_updates; None if never set."""
        return self.store.table("settings").get(name)

    def next(self, counter: str, start: int = 0) -> int:
        """The next number of a counter that never goes back."""
        number = int(self.store.table("counters").get(counter, start)) + 1
        self.store.put("counters", counter, number)
        return number

    # changes and those who wait for them

    @contextmanager
    def change(self) -> Iterator[None]:
        """Everything done inside is one line of the journal; then those who wait are woken."""
        with self.lock:
            with self.store.line():
                yield
            rung, self._rung = self._rung, set()
        for chat in rung:
            self.bell_of(chat).ring()
        self.bell.ring()

    def tell(self, what: str, chat: int | None = None, **facts: Any) -> None:
        """Name a change for the page and for those who wait at the chat's bell."""
        self._told += 1
        key = self.people[chat]["key"] if chat in self.people else None
        self.events.append((self._told, {"what": what, "person": key, **facts}))
        if chat is not None:
            self._rung.add(chat)

    def bell_of(self, chat: int) -> Bell:
        """The bell that rings when this chat changes."""
        return self._bells.setdefault(chat, Bell())

    def announce(self, text: str) -> None:
        """Show a line of status on the page; `Indonesia · English` shows each reader their half."""
        with self.change():
            self.announcement = text
            self.tell("announcement", text=text)

    async def drained(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109 (says how many are left)
        """Wait until the bot has confirmed every update; TimeoutError if it does not."""
        deadline = time.monotonic() + timeout
        while True:
            seen = self.bell.rings
            if not self.updates:
                return
            if time.monotonic() >= deadline:
                raise TimeoutError(f"{len(self.updates)} updates are not confirmed")
            await self.bell.wait(seen, deadline - time.monotonic())

    def record(self, call: Call) -> None:
        """Remember a call for those who count them."""
        self.calls.append(call)
        self.counts[call.method] += 1

    def close(self) -> None:
        """Let go of the journal."""
        with self.lock:
            self.store.close()


def _names(row: Json) -> Json:
    return {field: row[field] for field in ("first_name", "last_name", "username") if row.get(field)}
