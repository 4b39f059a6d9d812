"""The two libraries of the product read what the sandbox says."""

import pytest
import telegram
from aiogram import Bot as Aiogram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    MenuButtonCommands,
)

from sandbox.people import Person
from sandbox.samples import PHOTO, VOICE
from sandbox.server import Server
from sandbox.world import World
from tests.sandbox.conftest import Clock


def do_everything(siti: Person, world: World) -> None:
    siti.share_contact(force=True)
    siti.share_contact(of=world.add_person("Budi", phone="+62811"))
    siti.send_photo("Jalan")
    siti.send_sticker()
    siti.send_voice()
    siti.send_document()
    siti.send_location()
    siti.forward("Terusan")
    siti.edit(1, "/start lagi")
    siti.press_data(99, "lama")
    siti.write_in_group("RT 03", "Halo")
    siti.block()
    siti.unblock()


def file(content: bytes) -> BufferedInputFile:
    return BufferedInputFile(content, "berkas")


async def test_aiogram(server: Server, siti: Person, clock: Clock) -> None:
    world = server.world
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.base))
    async with Aiogram(world.token, session=session) as bot:
        assert (await bot.get_me()).username == "KinerjaSandboxBot"
        assert await bot.set_my_commands([BotCommand(command="bantuan", description="Bantuan")], language_code="id")
        keys = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Ya", callback_data="y")]])
        sent = await bot.send_message(siti.id, "<b>Halo</b>", parse_mode="HTML", reply_markup=keys)
        assert sent.html_text == "<b>Halo</b>"
        assert sent.reply_markup
        assert sent.reply_markup.model_dump() == keys.model_dump()
        query = siti.press("Ya")
        do_everything(siti, world)
        updates = await bot.get_updates(allowed_updates=["message"])
        assert len(updates) == 15
        assert updates[1].callback_query
        assert updates[1].callback_query.message.model_dump() == sent.model_dump()
        assert updates[4].message
        assert updates[4].message.photo
        assert await bot.download(updates[4].message.photo[-1])
        assert await bot.answer_callback_query(query, "Baik")
        assert await bot.edit_message_text("Sudah", chat_id=siti.id, message_id=sent.message_id)
        assert await bot.send_chat_action(siti.id, "typing")
        assert (await bot.get_chat(siti.id)).first_name == "Siti"
        assert (await bot.send_photo(siti.id, BufferedInputFile(b"\xff\xd8", "a.jpg"), caption="Foto")).photo
        assert (await bot.send_document(siti.id, BufferedInputFile(b"x", "a.csv"))).document
        assert await bot.delete_message(siti.id, sent.message_id)
        clock.seconds += 60
        known = updates[4].message.photo[-1].file_id
        album = await bot.send_media_group(siti.id, [InputMediaPhoto(media=known), InputMediaPhoto(media=file(PHOTO))])
        assert album[0].media_group_id == album[1].media_group_id
        clock.seconds += 60
        voice = await bot.send_voice(siti.id, file(VOICE), caption="Suara", duration=4)
        assert (await bot.edit_message_caption(chat_id=siti.id, message_id=voice.message_id, caption="Kini")).caption
        assert (await bot.send_location(siti.id, -5.7, 105.6)).location
        changed = await bot.edit_message_media(
            InputMediaPhoto(media=file(PHOTO)), chat_id=siti.id, message_id=album[0].message_id
        )
        assert changed.photo
        assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
        assert (await bot.get_chat_menu_button()).type == "commands"
        assert await bot.set_webhook("https://contoh.go.id/x", secret_token="a", max_connections=3)
        assert (await bot.get_webhook_info()).max_connections == 3
        await bot.send_message(siti.id, "Halo")
        with pytest.raises(TelegramRetryAfter) as wait:
            await bot.send_message(siti.id, "Halo")
        assert wait.value.retry_after == 1
        siti.block()
        with pytest.raises(TelegramForbiddenError):
            await bot.send_message(siti.id, "Halo")


async def test_python_telegram_bot(server: Server, siti: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # else RetryAfter warns that its type will change
    world = server.world
    address = {"base_url": f"{server.base}/bot", "base_file_url": f"{server.base}/file/bot"}
    async with telegram.Bot(world.token, **address) as bot:
        assert bot.username == "KinerjaSandboxBot"
        keys = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Ya", callback_data="y")]])
        sent = await bot.send_message(siti.id, "<b>Halo</b>", parse_mode="HTML", reply_markup=keys)
        assert (sent.text_html, sent.reply_markup) == ("<b>Halo</b>", keys)
        query = siti.press("Ya")
        do_everything(siti, world)
        updates = await bot.get_updates(timeout=0)
        assert len(updates) == 15
        assert updates[1].callback_query
        assert updates[1].callback_query.data == "y"
        assert updates[4].message
        assert await (await updates[4].message.photo[-1].get_file()).download_as_bytearray()
        assert await bot.answer_callback_query(query, "Baik")
        assert await bot.edit_message_text("Sudah", chat_id=siti.id, message_id=sent.message_id)
        assert (await bot.get_chat(siti.id)).first_name == "Siti"
        assert (await bot.send_photo(siti.id, b"\xff\xd8", caption="Foto")).photo
        assert (await bot.send_document(siti.id, b"x", filename="a.csv")).document
        clock.seconds += 60
        known = updates[4].message.photo[-1].file_id
        pictures = [telegram.InputMediaPhoto(known), telegram.InputMediaPhoto(PHOTO)]
        album = await bot.send_media_group(siti.id, pictures)
        assert album[0].media_group_id == album[1].media_group_id
        clock.seconds += 60
        voice = await bot.send_voice(siti.id, VOICE, duration=4, caption="Suara")
        assert (await bot.edit_message_caption(siti.id, voice.message_id, caption="Kini")).caption == "Kini"
        assert (await bot.send_location(siti.id, -5.7, 105.6)).location
        changed = await bot.edit_message_media(telegram.InputMediaPhoto(PHOTO), siti.id, album[0].message_id)
        assert changed.photo
        assert await bot.set_chat_menu_button(menu_button=telegram.MenuButtonCommands())
        assert (await bot.get_chat_menu_button()).type == "commands"
        assert await bot.set_webhook("https://contoh.go.id/x", secret_token="a", max_connections=3)
        assert (await bot.get_webhook_info()).max_connections == 3
        await bot.send_message(siti.id, "Halo")
        with pytest.raises(telegram.error.RetryAfter):
            await bot.send_message(siti.id, "Halo")
        siti.block()
        with pytest.raises(telegram.error.Forbidden):
            await bot.send_message(siti.id, "Halo")
