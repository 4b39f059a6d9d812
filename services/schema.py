"""The database's shape: migrations up and down, and whether it is the one this program expects."""

from importlib.resources import files

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from models.tables import metadata
from services.transaction import Transactions


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    config.attributes["connection"] = connection
    return config


async def upgrade(transactions: Transactions, revision: str = "head") -> None:
    """Migrate up to `revision`, in one transaction."""
    async with transactions.writer.begin() as connection:
        await connection.run_sync(lambda sync: command.upgrade(_config(sync), revision))


async def downgrade(transactions: Transactions, revision: str) -> None:
    """Migrate down to `revision` (`base` is nothing)."""
    async with transactions.writer.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(_config(sync), revision))


async def present(transactions: Transactions) -> str | None:
    """The revision the database has; None when it has none."""
    async with transactions.reader.connect() as connection:
        return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())


def expected() -> str | None:
    """The revision this program expects."""
    return ScriptDirectory.from_config(_config()).get_current_head()


async def drift(transactions: Transactions) -> list[str]:
    """What differs between the migrated database and the tables of `models/`; empty when nothing does."""

    def compare(sync: Connection) -> list[str]:
        context = MigrationContext.configure(sync, opts={"compare_type": True})
        return [str(difference) for difference in compare_metadata(context, metadata)]

    async with transactions.reader.connect() as connection:
        return await connection.run_sync(compare)
