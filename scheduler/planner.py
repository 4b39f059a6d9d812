"""The planner turns what is due into rows: cycles open by date, forms follow their raters, reminders are written,
cases whose time has come close or go up the line."""

from datetime import datetime, timedelta

import structlog

from models.clock import Clock
from services.complaint_clock import ComplaintClock
from services.cycles import Cycles
from services.deliveries import Deliveries
from services.reminders import Reminders

log = structlog.get_logger()
PLAN_EVERY = timedelta(minutes=10)
"""Domain time between two looks at the ladders: planning again adds nothing, but asks about everybody."""


class Planner:
    """One tick plans everything that is due; running it twice adds nothing."""

    def __init__(
        self, cycles: Cycles, reminders: Reminders, complaints: ComplaintClock, deliveries: Deliveries, clock: Clock
    ) -> None:
        self._cycles = cycles
        self._reminders = reminders
        self._complaints = complaints
        self._deliveries = deliveries
        self._clock = clock
        self._planned_at: datetime | None = None

    async def tick(self) -> None:
        """Open the cycles whose day has come; let forms follow the raters whose day has come; write reminders.

        Report and alarm how delivery goes.
        """
        opened, turned = await self._cycles.open_due(), await self._cycles.turn_raters()
        if opened:
            log.info("cycle.opened", forms=opened)
        if turned:
            log.info("rater.turned", forms=turned)
        now = self._clock.now()
        if opened or turned or self._planned_at is None or now - self._planned_at >= PLAN_EVERY:
            if planned := await self._reminders.plan_due():
                log.info("reminder.planned", notices=planned)
            if moved := await self._complaints.tick():
                log.info("complaint.clock", cases=moved)
            self._planned_at = now
        if await self._deliveries.report_due():
            log.info("delivery.reported")
        if alarm := await self._deliveries.alarm_if_bad():
            log.error("delivery.alarm", alarm=alarm)
