"""What is claimed: never more than was asked for, and of a chat only the oldest."""

from services.inbox import Inbox, Incoming
from services.transaction import Transactions

BOT = 7


async def test_a_claim_takes_no_more_than_it_asks_for(transactions: Transactions) -> None:
    inbox = Inbox(transactions, BOT)
    await inbox.store([Incoming(number, f"chat {number}", "{}") for number in range(100)])
    taken = [await inbox.claim("me", 16) for _ in range(7)]
    assert [len(works) for works in taken] == [16] * 6 + [4]
    assert [work.chat for works in taken for work in works] == [f"chat {number}" for number in range(100)]


async def test_of_a_chat_only_the_oldest_update_is_claimed(transactions: Transactions) -> None:
    inbox = Inbox(transactions, BOT)
    await inbox.store([Incoming(number, f"chat {number % 3}", str(number)) for number in range(9)])
    first = await inbox.claim("me", 16)
    assert [work.body for work in first] == ["0", "1", "2"]
    assert await inbox.claim("me", 16) == [], "the oldest of every chat is held"
    await inbox.done(first[1])
    assert [work.body for work in await inbox.claim("me", 16)] == ["4"]
