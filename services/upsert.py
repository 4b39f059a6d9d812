"""INSERT … ON CONFLICT for both engines: their statements are spelled alike, their constructs are two."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from services.transaction import Session


def insert_into(session: Session, table: type[SQLModel]) -> postgresql.Insert:
    """An INSERT into `table` that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    made: Any = postgresql.insert(table) if session.get_bind().dialect.name == "postgresql" else sqlite.insert(table)
    insert: postgresql.Insert = made
    return insert
