"""The database's shape: migrations up and down, and whether it is the one this program expects.

A service only compares two numbers at its start. Alembic, seven megabytes, is loaded by what migrates.
"""

from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from services.transaction import Transactions

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = files("migrations")


def _config(connection: Connection | None = None) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


async def upgrade(transactions: Transactions, revision: str = "head") -> None:
    """Migrate up to `revision`, in one transaction."""
    from alembic import command  # noqa: PLC0415 - see above

    async with transactions.writer.begin() as connection:
        await connection.run_sync(lambda sync: command.upgrade(_config(sync), revision))


async def downgrade(transactions: Transactions, revision: str) -> None:
    """Migrate down to `revision` (`base` is nothing)."""
    from alembic import command  # noqa: PLC0415 - see above

    async with transactions.writer.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(_config(sync), revision))


async def present(transactions: Transactions) -> str | None:
    """The revision the database has; None when it has none."""

    def read(connection: Connection) -> str | None:
        known = inspect(connection).has_table("alembic_version")
        return connection.scalar(text("SELECT version_num FROM alembic_version")) if known else None

    async with transactions.reader.connect() as connection:
        return await connection.run_sync(read)


def expected() -> str:
    """The revision this program expects: the last, whose file begins with its number like all of them."""
    return max(file.name[:4] for file in (MIGRATIONS / "versions").iterdir() if file.name[:4].isdigit())


async def drift(transactions: Transactions) -> list[str]:
    """What differs between the migrated database and the tables of `models/`; empty when nothing does."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - see above
    from alembic.migration import MigrationContext  # noqa: PLC0415

    from models.tables import metadata  # noqa: PLC0415 - every table there is

    def compare(sync: Connection) -> list[str]:
        context = MigrationContext.configure(sync, opts={"compare_type": True})
        return [str(difference) for difference in compare_metadata(context, metadata)]

    async with transactions.reader.connect() as connection:
        return await connection.run_sync(compare)
