"""`kinerja doctor`: is everything as it should be? Each point is ok, or what to do."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from html import unescape

import httpx
from sqlalchemy.exc import SQLAlchemyError

from bot.assembly.core import Core
from bot.cli.running import RefusedError, console, language, with_core
from locales import doctor as words
from services import schema
from services.complaint_rows import broken_chain
from services.inbox import backlog

Verdict = tuple[bool, str]
LAG = timedelta(minutes=5)
CLOCK_SKEW = timedelta(seconds=30)


def doctor() -> None:
    """Periksa pengaturan, basis data, migrasi, token, webhook, antrean, jam."""
    speaks = language()

    async def work(parts: Core) -> list[tuple[str, Verdict]]:
        checks: list[tuple[str, Callable[[Core, str], Awaitable[Verdict]]]] = [
            ("database", _database),
            ("migrations", _migrations),
            ("telegram", _telegram),
            ("backlog", _backlog),
            ("delivery", _delivery),
            ("calendar", _calendar),
            ("secret", _secret),
            ("complaints", _complaints),
        ]
        return [("settings", (True, "")), *[(name, await check(parts, speaks)) for name, check in checks]]

    results = with_core(work)
    for name, (fine, advice) in results:
        console.print(unescape(words.line(name, fine=fine, advice=advice, language=speaks)), markup=False)
    if not all(fine for _, (fine, _) in results):
        raise RefusedError


async def _database(parts: Core, speaks: str) -> Verdict:
    try:
        await schema.present(parts.transactions)
    except (SQLAlchemyError, OSError) as error:
        return False, words.no_database(type(error).__name__, speaks)
    return True, parts.transactions.dialect


async def _migrations(parts: Core, speaks: str) -> Verdict:
    try:
        present = await schema.present(parts.transactions)
    except (SQLAlchemyError, OSError):
        return False, words.not_readable(speaks)
    return (True, str(present)) if present == schema.expected() else (False, words.upgrade(speaks))


async def _telegram(parts: Core, speaks: str) -> Verdict:
    """Token, webhook and the machine's clock, held against Telegram's `Date`."""
    token = parts.settings.telegram_token
    if not token:
        return False, words.no_token(speaks)
    base = f"{parts.settings.telegram_api}/bot{token}"
    try:
        async with httpx.AsyncClient(timeout=10) as http:
            me, hook = await http.get(f"{base}/getMe"), await http.get(f"{base}/getWebhookInfo")
    except httpx.HTTPError as error:
        return False, words.no_telegram(type(error).__name__, speaks)
    if me.status_code != httpx.codes.OK:
        return False, words.bad_token(speaks)
    if hook.json()["result"].get("url"):
        return False, words.webhook_is_set(speaks)
    if skew := _skew(parts, me.headers.get("date", "")):
        return False, words.clock_is_wrong(int(skew.total_seconds()), speaks)
    return True, "@" + str(me.json()["result"]["username"])


def _skew(parts: Core, date: str) -> timedelta | None:
    from email.utils import parsedate_to_datetime

    if not date:
        return None
    skew = abs(parts.clock.real() - parsedate_to_datetime(date))
    return skew if skew > CLOCK_SKEW else None


async def _backlog(parts: Core, speaks: str) -> Verdict:
    try:
        async with parts.transactions.read() as session:
            waits = await backlog(session)
    except (SQLAlchemyError, OSError):
        return False, words.not_readable(speaks)
    late = waits.oldest is not None and parts.clock.now() - waits.oldest > LAG
    if waits.set_aside or late:
        return False, words.backlog(waits.waiting, waits.set_aside, speaks)
    return True, str(waits.waiting)


async def _calendar(parts: Core, speaks: str) -> Verdict:
    """Which one is in force. Holidays that nobody knows yet are worth a word, not an alarm: the decree comes yearly."""
    try:
        calendar = await parts.calendars.get()
    except (SQLAlchemyError, OSError):
        return False, words.not_readable(speaks)
    today = calendar.day_of(parts.clock.now())
    return True, words.calendar(calendar.id, calendar.known_until(today), today, speaks)


async def _delivery(parts: Core, speaks: str) -> Verdict:
    try:
        pulse, alarm = await parts.deliveries.pulse()
        _, oldest = await parts.outbox.backlog()
    except (SQLAlchemyError, OSError):
        return False, words.not_readable(speaks)
    # A process of a moment has seen nothing yet: it goes by when the oldest was due.
    lag = parts.clock.now() - oldest if oldest else timedelta(0)
    if alarm or lag > parts.settings.thresholds.lag:
        return False, words.delivery(int(lag.total_seconds() // 60), pulse.failed, speaks)
    return True, str(pulse.sent)


async def _secret(parts: Core, speaks: str) -> Verdict:
    """A key beside the data works, but whoever takes the data has it, too."""
    return True, words.key_in_a_file(speaks) if parts.seal.from_file else ""


async def _complaints(parts: Core, speaks: str) -> Verdict:
    """Is what was done with every case still what was written then?"""
    try:
        async with parts.transactions.read() as session:
            broken = await broken_chain(session)
    except (SQLAlchemyError, OSError):
        return False, words.not_readable(speaks)
    return (False, words.chain_is_broken(*broken, speaks)) if broken else (True, "")
