"""Every refusal has Telegram's status and words."""

from typing import Any

import pytest

from sandbox.people import Person
from sandbox.world import World
from tests.sandbox.conftest import Bot, Clock

Json = dict[str, Any]
SAY: Json = {"text": "Halo"}
REPLY: Json = {"reply_parameters": {"message_id": 99}}
WRONG_COMMAND = [{"command": "A b", "description": "x"}]
KEYS = {"inline_keyboard": [[{"text": "Ya", "callback_data": "y"}]]}


def button(data: str) -> Json:
    return {"text": "Halo", "reply_markup": {"inline_keyboard": [[{"text": "Ya", "callback_data": data}]]}}


@pytest.mark.parametrize(
    ("method", "params", "status", "description"),
    [
        ("sendMessage", {"text": "  \n "}, 400, "Bad Request: message text is empty"),
        ("sendMessage", {"text": "<b></b>", "parse_mode": "HTML"}, 400, "Bad Request: message text is empty"),
        ("sendMessage", {"text": "😀" * 2049}, 400, "Bad Request: message is too long"),
        ("sendMessage", button("x" * 65), 400, "Bad Request: BUTTON_DATA_INVALID"),
        ("sendMessage", button("é" * 33), 400, "Bad Request: BUTTON_DATA_INVALID"),
        ("sendMessage", button(""), 400, "Bad Request: BUTTON_DATA_INVALID"),
        ("sendMessage", {**SAY, "chat_id": 12}, 400, "Bad Request: chat not found"),
        ("sendMessage", {**SAY, "chat_id": "siapa"}, 400, "Bad Request: chat not found"),
        ("sendMessage", {**SAY, "chat_id": ""}, 400, "Bad Request: chat_id is empty"),
        ("sendMessage", {**SAY, "parse_mode": "Wiki"}, 400, "Bad Request: unsupported parse_mode"),
        (
            "sendMessage",
            {**SAY, "reply_parameters": {"message_id": 99}},
            400,
            "Bad Request: message to be replied not found",
        ),
        ("sendMessage", {**SAY, "reply_markup": "{"}, 400, "Bad Request: can't parse reply markup JSON object"),
        ("sendMessage", {**SAY, "reply_markup": [1]}, 400, "Bad Request: object expected as reply markup"),
        ("editMessageText", {**SAY, "message_id": 99}, 400, "Bad Request: message to edit not found"),
        ("editMessageText", {**SAY, "message_id": 1}, 400, "Bad Request: message can't be edited"),
        ("editMessageText", SAY, 400, "Bad Request: message identifier is not specified"),
        ("editMessageText", {**SAY, "message_id": "x"}, 400, 'Bad Request: field "message_id" must be a valid Number'),
        ("deleteMessage", {"message_id": 99}, 400, "Bad Request: message to delete not found"),
        (
            "setMyCommands",
            {"commands": WRONG_COMMAND},
            400,
            "Bad Request: BOT_COMMAND_INVALID",
        ),
        ("getFile", {"file_id": "x"}, 400, "Bad Request: wrong file_id or the file is temporarily unavailable"),
        (
            "answerCallbackQuery",
            {"callback_query_id": "1"},
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        ),
        ("sendTelepathy", {}, 404, "Not Found"),
    ],
)
async def test_refused(bot: Bot, siti: Person, method: str, params: Json, status: int, description: str) -> None:
    got, body = await bot.call(method, **{"chat_id": siti.id, **params})
    assert (got, body) == (status, {"ok": False, "error_code": status, "description": description})


async def test_the_longest_text_and_data_are_taken(bot: Bot, siti: Person) -> None:
    await bot.ok("sendMessage", chat_id=siti.id, text="😀" * 2048)
    await bot.ok("sendMessage", chat_id=siti.id, **button("x" * 64))
    await bot.ok("sendMessage", chat_id=siti.id, text="<b>" + "x" * 4096 + "</b>", parse_mode="html")


async def test_a_wrong_token(bot: Bot) -> None:
    response = await bot.http.get(str(bot.http.base_url).replace("SANDBOX", "OTHER") + "getMe")
    assert (response.status_code, response.json()["description"]) == (401, "Unauthorized")


async def test_a_broken_body(bot: Bot) -> None:
    response = await bot.http.post("getMe", content=b"{", headers={"content-type": "application/json"})
    assert (response.status_code, response.json()["error_code"]) == (400, 400)


async def test_an_edit_must_change_something(bot: Bot, siti: Person) -> None:
    sent = await bot.ok("sendMessage", chat_id=siti.id, text="Halo", reply_markup=KEYS)
    edit = {"chat_id": siti.id, "message_id": sent["message_id"]}
    status, body = await bot.call("editMessageText", **edit, text="Halo", reply_markup=KEYS)
    assert status == 400
    assert body["description"].startswith("Bad Request: message is not modified: specified new message content and")
    edited = await bot.ok("editMessageText", **edit, text="Halo")
    assert "reply_markup" not in edited
    assert (await bot.call("editMessageReplyMarkup", **edit))[0] == 400
    assert (await bot.ok("editMessageReplyMarkup", **edit, reply_markup=KEYS))["reply_markup"] == KEYS


async def test_who_cannot_be_written_to(bot: Bot, world: World, siti: Person) -> None:
    budi = world.add_person("Budi")
    assert (await bot.call("sendMessage", chat_id=budi.id, **SAY))[1]["description"] == (
        "Forbidden: bot can't initiate conversation with a user"
    )
    siti.block()
    assert await bot.call("sendMessage", chat_id=siti.id, **SAY) == (
        403,
        {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"},
    )
    siti.unblock()
    await bot.ok("sendMessage", chat_id=siti.id, **SAY)


async def test_a_press_is_answered_once_and_in_time(bot: Bot, siti: Person, clock: Clock) -> None:
    await bot.ok("sendMessage", chat_id=siti.id, text="?", reply_markup=KEYS)
    first, second = siti.press("Ya"), siti.press("Ya")
    await bot.ok("answerCallbackQuery", callback_query_id=first, text="Baik", show_alert=True)
    assert [(toast.text, toast.alert) for toast in siti.toasts] == [("Baik", True)]
    assert (await bot.call("answerCallbackQuery", callback_query_id=first))[0] == 400
    clock.seconds += 61
    assert (await bot.call("answerCallbackQuery", callback_query_id=second))[0] == 400


async def test_limits(bot: Bot, world: World, siti: Person, clock: Clock) -> None:
    for _ in range(3):
        await bot.ok("sendMessage", chat_id=siti.id, **SAY)
    status, body = await bot.call("sendMessage", chat_id=siti.id, **SAY)
    assert (status, body["description"]) == (429, "Too Many Requests: retry after 1")
    assert body["parameters"] == {"retry_after": 1}
    clock.seconds += 1
    await bot.ok("sendMessage", chat_id=siti.id, **SAY)

    group = world.add_group("RT 03")
    clock.seconds += 60
    for second in range(20):
        clock.seconds += 1
        await bot.ok("sendMessage", chat_id=group, text=str(second))
    status, body = await bot.call("sendMessage", chat_id=group, **SAY)
    assert (status, body["parameters"]) == (429, {"retry_after": 41})

    clock.seconds += 60
    people = [world.add_person(f"Orang{number}") for number in range(31)]
    for person in people:
        person.start()
    statuses = [(await bot.call("sendMessage", chat_id=person.id, **SAY))[0] for person in people]
    assert statuses == [200] * 30 + [429]
    assert [call.ok for call in world.calls][-31:] == [True] * 30 + [False]
    assert world.counts["sendMessage"] == len(world.calls)
