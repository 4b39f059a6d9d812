"""Screens of `/pengaturan`: language, reminders, quiet hours."""

from locales.letter import Choice, Letter, bold, lines, paragraphs, rows
from locales.text import Words, words
from models.action import ChooseLanguage, Home
from models.preference import CIRCULARS, DIGESTS, QUIETS, REMINDERS, TOPICS, Wishes
from models.reminder_actions import ChooseHour, ChooseQuiet, OpenSettings, SetHour, SetQuiet, ToggleTopic


def settings_page(wishes: Wishes, language: str) -> Letter:
    """What is chosen now, a button for each."""
    _ = words(language)
    return Letter(
        paragraphs(
            bold(_("Pengaturan")),
            lines(
                _("Bahasa: Indonesia"),
                _("Jam pengingat: {hour}", hour=_hour(wishes.hour, _)),
                _("Jam tenang: {hours}", hours=_hours(wishes.quiet, _)),
                *(_topic_line(topic, wishes, _) for topic in TOPICS),
            ),
            _("Pemberitahuan penting, misalnya hasil dan batas yang terlewat, tetap dikirim, di luar jam tenang."),
        ),
        (
            (Choice(_("Bahasa"), ChooseLanguage()), Choice(_("Jam pengingat"), ChooseHour())),
            (Choice(_("Jam tenang"), ChooseQuiet()),),
            *((Choice(_switch(topic, wishes, _), ToggleTopic(topic)),) for topic in TOPICS),
            (Choice(_("Menu"), Home()),),
        ),
    )


def hour_choice(wishes: Wishes, language: str) -> Letter:
    """At which hour?"""
    _ = words(language)
    choices = [Choice(_mark(_clock(hour, _), hour == wishes.hour), SetHour(hour)) for hour in wishes.hours]
    office = Choice(_mark(_("Ikut jam kantor"), wishes.hour is None), SetHour(-1))
    return Letter(
        _("Jam berapa pengingat paling enak untuk Anda?"),
        (*rows(choices, 4), (office,), (Choice(_("← Pengaturan"), OpenSettings()),)),
    )


def quiet_choice(wishes: Wishes, language: str) -> Letter:
    """When shall the phone stay silent?"""
    _ = words(language)
    choices = [Choice(_mark(_hours(quiet, _), quiet == wishes.quiet), SetQuiet(*quiet)) for quiet in QUIETS]
    return Letter(
        _("Pada jam tenang tidak ada pengingat yang masuk. Pilih jamnya."),
        (*rows(choices, 2), (Choice(_("← Pengaturan"), OpenSettings()),)),
    )


def _hour(hour: int | None, _: Words) -> str:
    return _("ikut jam kantor") if hour is None else _clock(hour, _)


def _hours(quiet: tuple[int, int], _: Words) -> str:
    return f"{_clock(quiet[0], _)}-{_clock(quiet[1], _)}"


def _clock(hour: int, _: Words) -> str:
    return f"{hour:02}:00" if _.language == "en" else f"{hour:02}.00"


def _mark(label: str, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label


def _topic_line(topic: str, wishes: Wishes, _: Words) -> str:
    state = _("mati") if topic in wishes.off else _("menyala")
    return _("{topic}: {state}", topic=_topic(topic, _), state=state)


def _switch(topic: str, wishes: Wishes, _: Words) -> str:
    if topic in wishes.off:
        return _("Nyalakan: {topic}", topic=_topic(topic, _))
    return _("Matikan: {topic}", topic=_topic(topic, _))


def _topic(topic: str, _: Words) -> str:
    return {
        REMINDERS: _("Pengingat evaluasi diri"),
        DIGESTS: _("Ringkasan untuk penilai"),
        CIRCULARS: _("Kabar dari Kepegawaian"),
    }[topic]
