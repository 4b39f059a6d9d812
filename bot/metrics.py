"""What a machine watches: how much waits, since when, how fast we answer, what was sent, how often we were stopped."""

from datetime import datetime, timedelta
from typing import Any

from prometheus_client import CollectorRegistry, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from bot.assembly.core import Core
from scheduler.courier import Courier
from scheduler.pacer import Pacer

LAG = timedelta(minutes=5)
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)


class Sends(Collector):
    """Counts that the pacer keeps anyway."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    def collect(self) -> Any:
        yield CounterMetricFamily("kinerja_sends", "Messages sent, in either library", self._pacer.sends)
        yield CounterMetricFamily("kinerja_429", "Times Telegram said too many requests", self._pacer.pauses)


class Metrics:
    """Gauges are read from the rows when somebody asks."""

    def __init__(self, core: Core, pacer: Pacer, courier: Courier | None = None) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(Sends(pacer))
        self._core = core
        self._courier = courier
        self._backlog = self._gauge("backlog_updates", "Updates not handled yet")
        self._backlog_age = self._gauge("backlog_oldest_seconds", "Age of the oldest of them")
        self._set_aside = self._gauge("set_aside_updates", "Updates that failed three times")
        self._due = self._gauge("notices_due", "Notices due to people with a chat")
        self._due_age = self._gauge("notices_oldest_seconds", "Since when the oldest of them is due")
        self._failed = self._gauge("notices_failed_hour", "Notices that failed in the last hour")
        self._alarm = self._gauge("delivery_alarm", "1 while delivery is late or fails too often")
        self._stopped = self._gauge("courier_stopped", "1 while Telegram does not know the token")
        self._lag = Histogram(
            "kinerja_intake_lag_seconds",
            "From receiving an update to having handled it",
            buckets=BUCKETS,
            registry=self.registry,
        )

    def _gauge(self, name: str, what: str) -> Gauge:
        return Gauge(f"kinerja_{name}", what, registry=self.registry)

    def handled(self, received_at: datetime) -> None:
        """An update is done that was received then."""
        self._lag.observe((self._core.clock.now() - received_at).total_seconds())

    async def read(self) -> dict[str, Any]:
        """Set the gauges; the state for `/health`: `ok`, `late` when somebody has waited for five minutes,
        `delivery` when notices are late or fail, `token` when Telegram does not know it.
        """
        now = self._core.clock.now()
        inbox = await self._core.inbox().backlog()
        due, oldest_due = await self._core.outbox.backlog()
        ages = [(now - at).total_seconds() if at else 0.0 for at in (inbox.oldest, oldest_due)]
        self._backlog.set(inbox.waiting)
        self._backlog_age.set(ages[0])
        self._set_aside.set(inbox.set_aside)
        self._due.set(due)
        self._due_age.set(ages[1])
        pulse, alarm = await self._core.deliveries.pulse()
        stopped = self._courier is not None and self._courier.stopped
        self._failed.set(pulse.failed)
        self._alarm.set(bool(alarm))
        self._stopped.set(stopped)
        late = ages[0] > LAG.total_seconds()
        status = ("token" if stopped else "") or ("late" if late else "") or ("delivery" if alarm else "ok")
        return {"status": status, "backlog": inbox.waiting, "set_aside": inbox.set_aside, "due": due}
