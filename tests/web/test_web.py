"""The web side: an update is a row before it is acknowledged, only with the secret; health and metrics are true."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any, cast

import httpx
import pytest
from sqlalchemy.exc import OperationalError

from bot.metrics import Metrics
from bot.web import Web
from models.inbox import InboxUpdate
from scheduler.pacer import Limits, Pacer
from services.inbox import Incoming
from tests.support.house import House

SECRET = "a-secret-of-telegrams-alphabet"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
START = {
    "update_id": 5,
    "message": {
        "message_id": 1,
        "date": 0,
        "chat": {"id": 9, "type": "private"},
        "from": {"id": 9, "is_bot": False, "first_name": "A"},
        "text": "/bahasa",
    },
}


@pytest.fixture
async def outside(house: House) -> AsyncIterator[httpx.AsyncClient]:
    metrics = Metrics(house.core, Pacer(Limits(), lambda: 0.0))
    web = Web(metrics.registry, metrics.read)
    web.hear(house.intake.poller.take, SECRET)
    house.intake.workers.observe(metrics.handled)
    transport = httpx.ASGITransport(web.app(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://office") as client:
        yield client


async def test_an_update_is_stored_and_handled_once(house: House, outside: httpx.AsyncClient) -> None:
    for _ in range(2):
        answer = await outside.post("/telegram", json=START, headers=HEADERS)
        assert answer.status_code == 200
    await house.settled()
    (row,) = [row for row in await house.rows(InboxUpdate) if row.update_id == 5]
    assert row.handled_at


REFUSED: dict[str, tuple[dict[str, str], bytes, int]] = {
    "no secret": ({}, b"{}", 403),
    "a wrong secret": ({"X-Telegram-Bot-Api-Secret-Token": "x"}, b"{}", 403),
    "not JSON": (HEADERS, b"<html>", 400),
    "no update": (HEADERS, b"{}", 400),
    "a list": (HEADERS, b"[]", 400),
}


@pytest.mark.parametrize("case", list(REFUSED))
async def test_what_is_not_an_update_of_telegrams(house: House, outside: httpx.AsyncClient, case: str) -> None:
    headers, body, code = REFUSED[case]
    assert (await outside.post("/telegram", content=body, headers=headers)).status_code == code
    assert not await house.rows(InboxUpdate)


async def test_what_could_not_be_stored_is_not_acknowledged(
    house: House, outside: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise OperationalError("", {}, Exception("disk full"))

    monkeypatch.setattr(house.intake.inbox, "store", broken)
    assert (await outside.post("/telegram", json=START, headers=HEADERS)).status_code == 500


async def test_health_and_metrics_know_what_waits(house: House, outside: httpx.AsyncClient) -> None:
    assert (await outside.get("/health")).json() == {"status": "ok", "backlog": 0, "set_aside": 0, "due": 0}
    await house.intake.inbox.store([Incoming(7, "1", "{}")])
    await house.settled()
    state = await outside.get("/health")
    assert state.json()["set_aside"] == 1
    page = (await outside.get("/metrics")).text
    for line in ("kinerja_set_aside_updates 1.0", "kinerja_sends_total 0.0", "kinerja_intake_lag_seconds_count 1.0"):
        assert line in page


async def test_health_and_metrics_say_that_telegram_does_not_know_the_token(house: House) -> None:
    """The courier stops and tries again; the process lives on and says so."""

    class Courier:
        stopped = True

    metrics = Metrics(house.core, Pacer(Limits(), lambda: 0.0), cast(Any, Courier()))
    transport = httpx.ASGITransport(Web(metrics.registry, metrics.read).app())
    async with httpx.AsyncClient(transport=transport, base_url="http://office") as client:
        state = await client.get("/health")
        assert (state.status_code, state.json()["status"]) == (503, "token")
        page = (await client.get("/metrics")).text
    assert "kinerja_courier_stopped 1.0" in page
    assert "kinerja_delivery_alarm 0.0" in page


async def test_health_says_when_somebody_waits_too_long(
    house: House, outside: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.intake.inbox.store([Incoming(7, "1", "{}")])
    await house.settled()  # else the worker may set it aside after it was made to wait
    async with house.core.transactions.begin() as session:
        from sqlmodel import update

        past = house.clock.now() - timedelta(minutes=6)
        await session.exec(
            update(InboxUpdate).values(received_at=past, set_aside_at=None, handled_at=None, holder="elsewhere")
        )
    state = await outside.get("/health")
    assert (state.status_code, state.json()["status"]) == (503, "late")
