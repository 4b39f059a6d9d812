"""Files as HR would bring them, with invented people."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

SIASN = (
    """
PNS ID|NIP BARU|NIP LAMA|NAMA|GELAR DEPAN|GELAR BELAKANG|TEMPAT LAHIR ID|TEMPAT LAHIR NAMA|TANGGAL LAHIR
JENIS KELAMIN|AGAMA ID|AGAMA NAMA|JENIS KAWIN ID|JENIS KAWIN NAMA|NIK|NOMOR HP|EMAIL|EMAIL GOV|ALAMAT
NPWP NOMOR|BPJS|JENIS PEGAWAI ID|JENIS PEGAWAI NAMA|KEDUDUKAN HUKUM ID|KEDUDUKAN HUKUM NAMA|STATUS CPNS PNS
KARTU ASN VIRTUAL|NOMOR SK CPNS|TANGGAL SK CPNS|TMT CPNS|NOMOR SK PNS|TANGGAL SK PNS|TMT PNS|GOL AWAL ID
GOL AWAL NAMA|GOL AKHIR ID|GOL AKHIR NAMA|TMT GOLONGAN|MK TAHUN|MK BULAN|JENIS JABATAN ID|JENIS JABATAN NAMA
JABATAN ID|JABATAN NAMA|TMT JABATAN|TINGKAT PENDIDIKAN ID|TINGKAT PENDIDIKAN NAMA|PENDIDIKAN ID
PENDIDIKAN NAMA|TAHUN LULUS|KPKN ID|KPKN NAMA|LOKASI KERJA ID|LOKASI KERJA NAMA|UNOR ID|UNOR NAMA
INSTANSI INDUK ID|INSTANSI INDUK NAMA|INSTANSI KERJA ID|INSTANSI KERJA NAMA|SATUAN KERJA INDUK ID
SATUAN KERJA INDUK NAMA|SATUAN KERJA KERJA ID|SATUAN KERJA KERJA NAMA|IS VALID NIK|NAMA SEKOLAH|FLAG IKD
ESELON ID|ESELON NAMA
""".strip()
    .replace("\n", "|")
    .split("|")
)
HEADER = ["NIP", "NAMA LENGKAP", "NIP PEJABAT PENILAI", "NOMOR HP"]
Row = Sequence[Any]


def nip(number: int) -> str:
    """A NIP that nobody has, one for each number below 27,000,000."""
    day, serial = divmod(number, 999)
    return (
        f"19{60 + day // 28 // 12 % 40:02}{day // 28 % 12 + 1:02}{day % 28 + 1:02}201001{number % 2 + 1}{serial + 1:03}"
    )


def person(number: int, rater: object = "", phone: object = "081234567890") -> list[Any]:
    return [nip(number), f"Pegawai {number}", rater, phone]


def xlsx(rows: Sequence[Row], *, others: Sequence[Sequence[Row]] = ()) -> bytes:
    """A workbook; `others` are sheets that come before."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for sheet_rows in (*others, rows):
            sheet = book.add_worksheet()
            for index, row in enumerate(sheet_rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(index, column, cell)
                    elif cell is not None:
                        sheet.write(index, column, cell)
    return stream.getvalue()


def text(rows: Sequence[Row], separator: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue()


def csv_file(rows: Sequence[Row], separator: str = ",", encoding: str = "utf-8") -> bytes:
    return text(rows, separator).encode(encoding)
