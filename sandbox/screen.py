"""What a person sees: messages with buttons, and the answers to presses."""

from dataclasses import dataclass
from html import escape
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Button:
    """A button under a message, or of the keyboard at the bottom."""

    text: str
    data: str | None = None
    url: str | None = None
    request_contact: bool = False


@dataclass(frozen=True)
class Toast:
    """The bot's answer to a press; the text may be empty."""

    query_id: str
    text: str
    alert: bool


@dataclass(frozen=True)
class Message:
    """A message as the chat shows it now. `text` is the caption of a medium; `raw` is Telegram's own object."""

    message_id: int
    text: str
    html: str
    buttons: list[list[Button]]
    edited: bool
    from_bot: bool
    raw: Json

    @property
    def labels(self) -> list[str]:
        """The texts of all buttons, in reading order."""
        return [button.text for row in self.buttons for button in row]


def read_message(row: Json) -> Message:
    """The message of a stored row."""
    raw = row["message"]
    text = raw.get("text", raw.get("caption", ""))
    return Message(
        message_id=raw["message_id"],
        text=text,
        html=row["html"] if row.get("html") is not None else escape(text),
        buttons=read_buttons(raw.get("reply_markup", {}).get("inline_keyboard", [])),
        edited="edit_date" in raw,
        from_bot=row["bot"],
        raw=raw,
    )


def read_buttons(rows: list[list[Json]]) -> list[list[Button]]:
    """The buttons of an inline or a reply keyboard."""
    return [
        [Button(b["text"], b.get("callback_data"), b.get("url"), bool(b.get("request_contact"))) for b in row]
        for row in rows
    ]
