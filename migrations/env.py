"""Alembic runs here on a connection that `services.schema` hands over, or on the settings' own database."""

import asyncio

from alembic import context
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import AutoString

from models.base import UTCDateTime, Word
from models.tables import metadata


def plain_types(kind: str, item: object, _: object) -> str | bool:
    """A migration names the database's types, not ours: it must stay what it was when ours change."""
    if kind != "type":
        return False
    if isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, AutoString | Word):
        return f"sa.String(length={getattr(item, 'length', None) or 32})"
    return False


def run(connection: Connection) -> None:
    """Migrate on this connection."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=plain_types,
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_by_url(url: str) -> None:
    """For `alembic` typed by hand."""
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        await connection.run_sync(run)
        await connection.commit()
    await engine.dispose()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    asyncio.run(run_by_url(context.config.get_main_option("sqlalchemy.url") or ""))
