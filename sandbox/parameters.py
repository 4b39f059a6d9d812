"""What a call brings: query, JSON, form or multipart, read into one set of named parameters."""

import json
import math
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from sandbox.errors import bad_request

_DISPOSITION = re.compile(rb'([a-z]+\*?)="((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Upload:
    """A file that came in a multipart body."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Parameters:
    """Named values of one call; each reader turns what the wire carries into what the method wants, or raises a 400."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The value as text; an absent one is empty."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """The value as a whole number; an absent or empty one is the default."""
        value = self.values.get(name)
        if value in (None, ""):
            return default
        try:
            return int(str(value))
        except ValueError:
            raise bad_request(f'field "{name}" must be a valid Number') from None

    def decimal(self, name: str) -> float:
        """The value as a number; an absent one is not a number."""
        try:
            return float(self.text(name))
        except ValueError:
            return math.nan

    def flag(self, name: str) -> bool:
        """True for true, yes and 1, as Telegram reads them."""
        return self.text(name).lower() in ("true", "yes", "1")

    def json(self, name: str) -> Any:
        """A nested value: JSON already, or its text; None when absent."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def mapping(self, name: str) -> dict[str, Any] | None:
        """A nested object; None when absent."""
        value = self.json(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"object expected as {name.replace('_', ' ')}")
        return value or None

    def upload(self, name: str) -> Upload | None:
        """The file given for a parameter, directly or as attach://<part>; None if it names no file of this call."""
        return self.uploads.get(name) or self.uploads.get(self.text(name).removeprefix("attach://"))


def read(query: str, content_type: str, body: bytes) -> Parameters:
    """All parameters of a request; the body wins over the query."""
    values: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
    uploads: dict[str, Upload] = {}
    kind = content_type.partition(";")[0].strip().lower()
    try:
        if kind == "application/json" and body.strip():
            values |= json.loads(body)
        elif kind == "application/x-www-form-urlencoded":
            values |= parse_qsl(body.decode(), keep_blank_values=True)
        elif kind == "multipart/form-data":
            _read_parts(content_type, body, values, uploads)
    except (ValueError, TypeError):
        raise bad_request("can't parse the request body") from None
    return Parameters(values, uploads)


def _read_parts(content_type: str, body: bytes, values: dict[str, Any], uploads: dict[str, Upload]) -> None:
    boundary = re.search(r'boundary="?([^";]+)', content_type)
    if not boundary:
        raise ValueError("no boundary")
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode())[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        names = {key.decode(): value.decode() for key, value in _DISPOSITION.findall(head)}
        if "filename" in names:
            mime = re.search(rb"(?i)content-type:\s*([^\s;]+)", head)
            kind = mime[1].decode() if mime else "application/octet-stream"
            uploads[names["name"]] = Upload(names["filename"], kind, content)
        elif "name" in names:
            values[names["name"]] = content.decode()
