"""Settings from the environment or `.env` (interface.md). Missing or bad: one clear line."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.delivery import Thresholds


class SettingsError(Exception):
    """The one line to print."""


class Settings(BaseSettings):
    """Every `KINERJA_…` setting, checked."""

    model_config = SettingsConfigDict(env_prefix="KINERJA_", env_file=".env", extra="ignore", hide_input_in_errors=True)

    telegram_token: str = ""
    telegram_api: str = "https://api.telegram.org"
    database_url: str = ""
    data: Path = Path("data")
    timezone: str = "Asia/Jakarta"
    secret_key: str = ""
    listen: str = ""
    public_url: str = ""
    webhook_secret: str = ""
    rate_overall: Annotated[float, Field(gt=0, le=1000)] = 30
    rate_bulk: Annotated[float, Field(gt=0, le=1000)] = 25
    alarm_lag: Annotated[float, Field(gt=0, le=1440)] = 5
    """Minutes that a due notice may wait before HR is alarmed."""
    alarm_failures: Annotated[float, Field(gt=0, le=100)] = 10
    """Per cent of an hour's deliveries that may fail before HR is alarmed."""
    log: Literal["json", "text"] = "text"

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("no such time zone") from error
        return name

    @field_validator("database_url")
    @classmethod
    def _known_engine(cls, url: str) -> str:
        if url and not url.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
            raise ValueError("must begin with sqlite+aiosqlite:/// or postgresql+asyncpg://")
        return url

    @field_validator("telegram_token")
    @classmethod
    def _token_shape(cls, token: str) -> str:
        number, _, secret = token.partition(":")
        if token and not (number.isdigit() and secret):
            raise ValueError("must look like 123456:ABC…")
        return token

    @field_validator("telegram_api")
    @classmethod
    def _base_address(cls, address: str) -> str:
        if not address.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return address.rstrip("/")

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, keys: str) -> str:
        if keys and any(len(key.strip()) < 32 for key in keys.split(",")):
            raise ValueError("each key needs at least 32 characters")
        return keys

    @field_validator("listen")
    @classmethod
    def _host_and_port(cls, listen: str) -> str:
        host, _, port = listen.rpartition(":")
        if listen and not (host and port.isdigit() and int(port) < 65536):
            raise ValueError("must look like 127.0.0.1:8443")
        return listen

    @field_validator("public_url")
    @classmethod
    def _public_address(cls, address: str) -> str:
        if address and not address.startswith(("http://", "https://")):
            raise ValueError("must begin with https://")
        return address.rstrip("/")

    @field_validator("webhook_secret")
    @classmethod
    def _telegrams_alphabet(cls, secret: str) -> str:
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret):
            raise ValueError("needs 16 to 256 of A-Z a-z 0-9 _ -")
        return secret

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Self:
        if self.webhook_secret and not (self.listen and self.public_url):
            raise ValueError("a webhook needs KINERJA_LISTEN and KINERJA_PUBLIC_URL too")
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite+aiosqlite:///{self.data.absolute() / 'kinerja.db'}"

    @property
    def thresholds(self) -> Thresholds:
        """From when on delivery alarms."""
        return Thresholds(timedelta(minutes=self.alarm_lag), self.alarm_failures / 100, rate=self.rate_bulk)

    def need_token(self) -> str:
        """The bot's token, or SettingsError: only what speaks to Telegram needs one."""
        if not self.telegram_token:
            raise SettingsError("KINERJA_TELEGRAM_TOKEN: missing. Ask @BotFather for one and put it in .env")
        return self.telegram_token


def load_settings() -> Settings:
    """Read them, or raise SettingsError naming the setting and what is wrong; a value is never repeated."""
    try:
        return Settings()
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        name = "KINERJA_" + (str(problem["loc"][0]).upper() if problem["loc"] else "WEBHOOK_SECRET")
        raise SettingsError(f"{name}: {problem['msg'].removeprefix('Value error, ')}") from None
