"""Who of the staff a case waits for: pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.complaint import RECEIVED, ComplaintRow


@dataclass(frozen=True)
class DeskStaff:
    """Persons by their roles in complaints; `desks` by office, `above` the office over each office."""

    triage: tuple[int, ...]
    inspectors: tuple[int, ...]
    desks: Mapping[int, tuple[int, ...]]
    above: Mapping[int, int | None]

    def of(self, case: ComplaintRow) -> tuple[int, ...]:
        """Who should do something about it now: the officer who took it, else the nearest desk, else triage.

        A reopened case is not for who answered it first.
        """
        if case.assigned_to is not None:
            return (case.assigned_to,)
        if case.to_inspector:
            return self.inspectors
        office = None if case.state == RECEIVED else case.office_id
        while office is not None:
            if people := tuple(one for one in self.desks.get(office, ()) if one != case.resolver_id):
                return people
            office = self.above.get(office)
        return self.triage
