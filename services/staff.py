"""Looking for a member of staff: within one's own offices, completion only."""

from typing import Any

from sqlalchemy import Connection, exists
from sqlmodel import col, select

from models.conversation import Conversation, Speaker
from models.person import SILENT, Office, Person
from models.refusals import NotYours
from models.staff import FOUND, FoundStaff, Search, StaffCard, StaffForm, read_query
from models.staff_action import AwaitStaff
from services import evaluation_store
from services.conversations import keep
from services.invitation_rows import newest
from services.methods import Methods
from services.roles import looking_after, within
from services.staff_rows import fits
from services.transaction import Transactions


class StaffSearch:
    """Use cases of hr and of an office's operator. Others get NotAllowed; outside one's offices nobody is found."""

    def __init__(self, transactions: Transactions, methods: Methods) -> None:
        self._transactions = transactions
        self._methods = methods

    async def ask(self, by: Speaker) -> None:
        """A name or the end of a NIP is awaited from now on."""
        async with self._transactions.begin() as session:
            await looking_after(session, by)
            await keep(session, self._transactions, by, awaiting=AwaitStaff().pack())

    async def search(self, text: str, *, by: Speaker) -> Search:
        """The first FOUND people that fit, by name. Raises SearchTooShort."""
        async with self._transactions.read() as session:
            scope = await looking_after(session, by)
            query = read_query(text)
            columns = select(col(Person.id), col(Person.name), col(Person.ref), col(Office.name))
            fitting = _living(columns).where(*fits(query))
            rows = await session.exec(
                within(scope, fitting).order_by(col(Person.name), col(Person.id)).limit(FOUND + 1)
            )
            found = [FoundStaff(person, name, ref, office or "") for person, name, ref, office in rows]
            return Search(query.digits or " ".join(query.words), tuple(found[:FOUND]), more=len(found) > FOUND)

    async def card(self, person: int, *, by: Speaker) -> StaffCard:
        """One person and how far their form is. Raises NotYours outside the scope, whether or not they exist."""
        async with self._transactions.read() as session:
            scope = await looking_after(session, by)
            linked = exists().where(col(Conversation.person_id) == col(Person.id))
            one = _living(select(Person, Office.name, linked)).where(col(Person.id) == person)
            row = (await session.exec(within(scope, one))).first()
            if row is None:
                raise NotYours
            found, office, is_linked = row
            form = await (await session.connection()).run_sync(self._form, person)
            invited = (await session.exec(newest().where(col(Person.id) == person))).one()
            return StaffCard(
                person=person,
                name=found.name,
                ref=found.ref,
                position=found.position,
                office=office or "",
                linked=bool(is_linked),
                viewer=by.person or 0,
                invited=invited,
                form=form,
            )

    def _form(self, connection: Connection, person: int) -> StaffForm | None:
        """Of the answers only their number leaves this place."""
        now = self._transactions.now()
        current = evaluation_store.current(connection, person, now)
        form = evaluation_store.load(connection, current, self._methods, now) if current else None
        if form is None:
            return None
        return StaffForm(
            evaluation=form.id,
            cycle=form.cycle,
            submitted_at=form.submitted_at,
            until=form.until,
            answered=len(form.answers),
            of=form.method.count,
            takes=not form.closed,
            paper=form.paper,
            on_paper=form.on_paper,
        )


def _living(query: Any) -> Any:
    """Of somebody who has left there is nothing to do here; of somebody who has died nothing is shown."""
    return (
        query.select_from(Person)
        .join(Office, col(Office.id) == col(Person.office_id), isouter=True)
        .where(col(Person.state) == "active", col(Person.standing) != SILENT)
    )
