"""The planner turns what is due into rows. Its first duty: a cycle opens by its date."""

import structlog

from services.cycles import Cycles

log = structlog.get_logger()


class Planner:
    """One tick plans everything that is due; running it twice adds nothing."""

    def __init__(self, cycles: Cycles) -> None:
        self._cycles = cycles

    async def tick(self) -> None:
        """Open the cycles whose day has come; let forms follow the raters whose day has come."""
        if forms := await self._cycles.open_due():
            log.info("cycle.opened", forms=forms)
        if forms := await self._cycles.turn_raters():
            log.info("rater.turned", forms=forms)
