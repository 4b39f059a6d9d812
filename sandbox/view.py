"""What a person sees of the chat, and how to wait for it."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

from sandbox.screen import Button, Message, Toast, read_buttons, read_message

if TYPE_CHECKING:
    from sandbox.world import World

Json = dict[str, Any]


class ChatView:
    """One person's chat with the bot as it stands now; every look reads the world anew."""

    def __init__(self, world: "World", number: int) -> None:
        self.world = world
        self.id = number

    @property
    def row(self) -> Json:
        """The person's particulars: key, name, phone, language_code, about, links, started, blocked."""
        return self.world.people[self.id]

    @property
    def key(self) -> str:
        """The name tests and the page know the person by."""
        return str(self.row["key"])

    @property
    def messages(self) -> list[Message]:
        """What the chat shows now: edited in place, deleted ones gone."""
        with self.world.lock:
            return [read_message(row) for row in self.world.messages(self.id).values()]

    @property
    def screen(self) -> Message | None:
        """The newest message of the bot."""
        with self.world.lock:
            rows = reversed(self.world.messages(self.id).values())
            return next((read_message(row) for row in rows if row["bot"]), None)

    @property
    def keyboard(self) -> list[list[Button]] | None:
        """The reply keyboard that shows now, or None."""
        markup = self.world.store.table("keyboards").get(self.id, {})
        return read_buttons(markup["keyboard"]) if "keyboard" in markup else None

    @property
    def toasts(self) -> list[Toast]:
        """The answers to this person's presses, oldest first; the text of a plain answer is empty."""
        with self.world.lock:
            rows = list(self.world.store.table(f"toasts:{self.id}").values())
        return [Toast(row["query_id"], row["text"], row["alert"]) for row in rows]

    async def wait(self, holds: Callable[[Message], bool], timeout: float = 10.0) -> Message:  # noqa: ASYNC109 (see until)
        """Wait until the newest message of the bot is as asked, and give it; TimeoutError if it never is."""
        found: list[Message] = []

        def look(view: Self) -> bool:
            screen = view.screen
            if screen is not None and holds(screen):
                found.append(screen)
            return bool(found)

        await self.until(look, timeout)
        return found[0]

    async def until(self, holds: Callable[[Self], bool], timeout: float = 10.0) -> None:  # noqa: ASYNC109 (says what is seen instead)
        """Wait until something holds of all this person sees; TimeoutError if it never does."""
        bell, deadline = self.world.bell_of(self.id), time.monotonic() + timeout
        while True:
            seen = bell.rings
            if holds(self):
                return
            self._give_up_after(deadline)
            await bell.wait(seen, deadline - time.monotonic())

    def wait_sync(self, holds: Callable[[Message], bool], timeout: float = 10.0) -> Message:
        """The same as wait, for a thread without a loop."""
        bell, deadline = self.world.bell_of(self.id), time.monotonic() + timeout
        while True:
            seen = bell.rings
            if (screen := self.screen) is not None and holds(screen):
                return screen
            self._give_up_after(deadline)
            bell.wait_sync(seen, deadline - time.monotonic())

    def _give_up_after(self, deadline: float) -> None:
        if time.monotonic() >= deadline:
            raise TimeoutError(f"{self.key} still sees: {self.screen.text if self.screen else 'nothing'!r}")
