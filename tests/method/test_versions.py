"""A version is stored once and read for good."""

import pytest
from sqlmodel import func, select

from models.method_version import MethodVersion
from models.refusals import UnknownMethod
from services.methods import Methods, ensure_version
from services.transaction import Transactions


async def test_a_method_is_stored_once(transactions: Transactions) -> None:
    ids = []
    for _ in range(2):
        async with transactions.begin() as session:
            ids.append(await ensure_version(session, "berakhlak-2026", transactions.now()))
            ids.append(await ensure_version(session, "berakhlak-2026", transactions.now()))
    assert len(set(ids)) == 1
    async with transactions.read() as session:
        assert (await session.exec(select(func.count()).select_from(MethodVersion))).one() == 1


async def test_a_stored_version_reads_as_shipped(transactions: Transactions) -> None:
    methods = Methods(transactions)
    async with transactions.begin() as session:
        version = await ensure_version(session, "berakhlak-2026", transactions.now())
    read = await methods.get(version)
    assert read == methods.find("berakhlak-2026")
    assert await methods.get(version) is read


async def test_unknown_methods_are_refused(transactions: Transactions) -> None:
    methods = Methods(transactions)
    with pytest.raises(UnknownMethod):
        await methods.get(999)
    with pytest.raises(UnknownMethod):
        methods.find("skp-1979")
    with pytest.raises(UnknownMethod):
        async with transactions.begin() as session:
            await ensure_version(session, "skp-1979", transactions.now())


def test_what_is_shipped() -> None:
    assert [method.id for method in Methods.shipped()] == ["berakhlak-2026", "paruh-waktu-2026"]
