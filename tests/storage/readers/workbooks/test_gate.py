import os
import struct
import zipfile
from pathlib import Path

import pytest

from kw_tui.storage.readers.workbooks import gate
from kw_tui.storage.readers.workbooks.gate import admitted, is_workbook
from kw_tui.storage.readers.workbooks.refusals import RefusedError
from tests.storage.readers.workbooks.workbook_files import compound, edited, ods, ods_cell, ods_row, xls, xlsx


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return xlsx(tmp_path / "sound.xlsx", {"Tab": [["a", 1]]})


def refusal(path: Path) -> str:
    with pytest.raises(RefusedError) as caught:
        admitted(path)
    return caught.value.code


def zipped(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for name, text in parts.items():
            container.writestr(name.replace("__", "/"), text)
    return path


def test_the_bytes_decide_not_the_name(tmp_path: Path, sound: Path) -> None:
    made = {
        "xlsx": sound,
        "xls": xls(tmp_path / "a.xls", {"Tab": [[1]]}),
        "ods": ods(tmp_path / "a.ods", {"Tab": ods_row(ods_cell(1))}),
    }
    for kind, path in made.items():
        renamed = path.rename(tmp_path / f"{kind}.csv")
        assert is_workbook(renamed)
        assert admitted(renamed) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a;b\n1;2\n",
        "a\tb\n1\t2\n".encode("utf-16"),
        b"<html><table><tr><td>1</td></tr></table></html>",
        b"PK\x03\x04 and then no more than words",
        b"\xd0\xcf\x11\xe0 too short",
    ],
)
def test_text_under_the_name_of_a_workbook_is_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "export.xls"
    path.write_bytes(data)
    assert not is_workbook(path)


def test_what_is_no_file_is_no_workbook(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert not any(is_workbook(tmp_path / name) for name in ("pipe.xlsx", "missing.xlsx", "."))


def test_other_zipped_documents_are_no_workbooks(tmp_path: Path) -> None:
    path = zipped(tmp_path / "brief.docx", word__document="x")
    assert not is_workbook(path)
    assert refusal(path) == "archive"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_workbook_cut_short_is_a_damaged_workbook(tmp_path: Path, sound: Path, share: float) -> None:
    data = sound.read_bytes()
    path = tmp_path / "cut.xlsx"
    path.write_bytes(data[: int(len(data) * share)])
    assert is_workbook(path)
    assert refusal(path) == "damaged"


def test_a_part_that_swells_is_refused(tmp_path: Path, sound: Path) -> None:
    blanks = b" " * (gate.SMALL_PART + 1)
    path = edited(sound, tmp_path / "bomb.xlsx", {"xl/worksheets/sheet1.xml": lambda old: old + blanks})
    with pytest.raises(RefusedError) as caught:
        admitted(path)
    assert (caught.value.code, caught.value.fields) == ("bomb", {"size": 32})


def test_very_many_parts_or_bytes_are_refused(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MOST_UNPACKED", 5000)
    assert refusal(sound) == "bomb"
    monkeypatch.setattr(gate, "MOST_PARTS", 3)
    assert refusal(sound) == "crowded"


def test_passwords_are_told_apart_from_damage(tmp_path: Path, sound: Path) -> None:
    office = tmp_path / "office.xlsx"
    office.write_bytes(compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}))
    assert is_workbook(office)
    assert refusal(office) == "encrypted"
    calc = ods(tmp_path / "calc.ods", {"Tab": ""})
    edited(calc, tmp_path / "locked.ods", {"META-INF/manifest.xml": lambda _: b"<manifest:encryption-data/>"})
    assert refusal(tmp_path / "locked.ods") == "encrypted"
    data = bytearray(sound.read_bytes())
    directory = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, directory + 8, 1)
    sound.write_bytes(data)
    assert refusal(sound) == "encrypted"


def test_other_documents_are_named(tmp_path: Path) -> None:
    letter = tmp_path / "brief.doc"
    letter.write_bytes(compound({"WordDocument": b"x"}))
    with pytest.raises(RefusedError) as caught:
        admitted(letter)
    assert (caught.value.code, caught.value.fields) == ("not-a-workbook", {"what": "Word"})
    unknown = tmp_path / "thumbs.db"
    unknown.write_bytes(compound({"Catalog": b"x"}))
    assert refusal(unknown) == "damaged"
    assert refusal(zipped(tmp_path / "a.xlsb", **{"xl__workbook.bin": "x"})) == "binary-workbook"
