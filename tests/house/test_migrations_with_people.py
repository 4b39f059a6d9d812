"""A database that is in use migrates: nobody is lost, and who rates now is on record."""

from sqlalchemy import text

from services import schema
from services.transaction import Transactions
from tests.house.test_migrations import bare  # noqa: F401 - a fixture

PEOPLE = (
    "INSERT INTO office (id, code, name, group_name) VALUES (1, 'u1', 'Dinas', '')",
    *(
        "INSERT INTO person (id, ref, name, title_before, title_after, position, post_kind, grade, echelon, employment,"
        " legal_status, phone, office_id, rater_id, state, changed_at) VALUES"
        f" ({id_}, 'X-{id_}', 'A', '', '', '', '', '', '', '', '', '', 1, {rater}, 'active', '2026-01-01 00:00:00+00')"
        for id_, rater in ((1, "NULL"), (2, "1"))
    ),
)


async def test_office_life_comes_to_people_who_are_there(bare: Transactions) -> None:  # noqa: F811
    await schema.upgrade(bare, "0001")
    async with bare.writer.begin() as connection:
        for statement in PEOPLE:
            await connection.execute(text(statement))
    await schema.upgrade(bare, "0002")
    async with bare.reader.connect() as connection:
        people = await connection.execute(text("SELECT id, standing, teacher FROM person ORDER BY id"))
        assert [tuple(row) for row in people] == [(1, "active", False), (2, "active", False)]
        terms = await connection.execute(text("SELECT person_id, rater_id, kind, until_at FROM rater_term"))
        assert [tuple(row) for row in terms] == [(2, 1, "definitive", None)]
    await schema.downgrade(bare, "0001")
    async with bare.reader.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM person"))).scalar() == 2


async def test_a_rater_who_is_gone_already_is_due(bare: Transactions) -> None:  # noqa: F811
    await schema.upgrade(bare, "0001")
    async with bare.writer.begin() as connection:
        for statement in PEOPLE:
            await connection.execute(text(statement))
    await schema.upgrade(bare, "0009")
    async with bare.writer.begin() as connection:
        await connection.execute(text("UPDATE person SET standing = 'closed' WHERE id = 1"))
    await schema.upgrade(bare, "0010")
    async with bare.reader.connect() as connection:
        assert (
            await connection.execute(text("SELECT count(*) FROM rater_term WHERE due_at IS NOT NULL"))
        ).scalar() == 1
    await schema.downgrade(bare, "0009")
    async with bare.reader.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM person"))).scalar() == 2
