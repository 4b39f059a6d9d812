"""The whole job at the front door: invited, linked, 21 answers, a break, a change, the review, sent; the rater told."""

from models.evaluation import AnswerRow, EvaluationRow
from tests.support.house import House
from tests.support.staff import EVERYONE, RATNA, SITI


async def test_an_employee_evaluates_themselves_and_the_rater_is_told(house: House) -> None:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    siti, ratna = await house.link(SITI), await house.link(RATNA)

    siti.write("/evaluasi")
    first = await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    for number in range(2, 22):
        siti.press("3")
        screen = await siti.wait(lambda screen, n=number: f"{n} dari 21" in screen.text)
        assert screen.message_id == first.message_id, "one message is edited from question to question"
    siti.press("4")
    await siti.wait(lambda screen: "Ceritakan satu kejadian" in screen.text)
    siti.write("Warga berterima kasih di loket.")
    review = await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    assert review.message_id != first.message_id, "after typed text a new message follows"

    siti.press("Loyal")
    await siti.wait(lambda screen: "Ubah nomor 13" in screen.labels)
    siti.press("Ubah nomor 13")
    await siti.wait(lambda screen: "· 13 dari 21" in screen.text)
    siti.press("2")
    await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban") and "Loyal: 2" in screen.text)
    siti.press("Kirim")
    await siti.wait(lambda screen: screen.text.startswith("Terkirim"))

    assert await house.deliver() == 1
    notice = await ratna.wait(lambda screen: "Siti Aminah" in screen.text)
    ratna.press(notice.labels[0])
    await ratna.wait(lambda screen: screen.text.startswith("Pegawai yang Anda nilai"))
    ratna.press("● Siti Aminah")
    card = await ratna.wait(lambda screen: screen.text.startswith("Siti Aminah"))
    assert "Warga berterima kasih" not in card.text

    siti.press("Tarik kembali")
    await house.settled()
    assert "sudah membukanya" in siti.toasts[-1].text
    forms = {form.person_id: form for form in await house.rows(EvaluationRow)}
    answers = sorted((row.item, row.level) for row in await house.rows(AnswerRow))
    assert answers == [(n, 2 if n == 13 else 4 if n == 21 else 3) for n in range(1, 22)]
    assert sum(form.state == "submitted" for form in forms.values()) == 1
