import json
import os
import signal
from decimal import Decimal
from pathlib import Path

import pytest

from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import Workbench
from tests.cli.conftest import LEDGER, Call, Ended
from tests.cli.typist import Typist


def test_it_tells_what_became_of_the_file(kw: Call, ledger: Path) -> None:
    ended = kw("import", ledger, "-s", "s", "--lang", "de")
    assert ended.code == 0
    told = dict(line.strip().rsplit("  ", 1) for line in ended.out.splitlines()[1:6] if "  " in line.strip())
    assert {label.strip(): figure.strip() for label, figure in told.items()} == {
        "Zeilen": "8",
        "Kopfzeilen": "1",
        "angenommen": "7",
        "Summe": "4.044,46 EUR",
    }
    assert "Zugeordnet: Kundennummer = Kundennummer, " in ended.out
    assert ended.err == "Gespeichert in s.kw.toml\n"
    assert Path("s.kw.toml").exists()


def test_json_is_an_account_a_file_with_exact_sums(kw: Call, ledger: Path) -> None:
    ended = kw("import", ledger, "-s", "s", "--format", "json")
    (account,) = json.loads(ended.out, parse_float=Decimal)
    counts = ("lines", "header", "blank", "totals", "accepted", "rejected", "without_customer")
    assert [account[name] for name in counts] == [8, 1, 0, 0, 7, 0, 0]
    assert account["sums"]["accepted"] == Decimal("4044.46")
    assert account["table"] == "sales_line"
    assert account["mapping"]["net_amount"] == "Nettobetrag"


def test_a_dry_run_leaves_nothing(kw: Call, ledger: Path) -> None:
    before = sorted(Path().iterdir())
    ended = kw("import", ledger, "-s", "s", "--dry-run")
    assert (ended.code, ended.err) == (0, "Only checked, nothing saved\n")
    assert sorted(Path().iterdir()) == before


def test_rejects_are_shown_and_strict_ends_with_3(kw: Call, ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes() + b"0006;Spaet;R8;30.02.2026;A;1;10,00;5,00\n")
    ended = kw("import", ledger, "-s", "s", "--strict")
    assert ended.code == 3
    assert '1 × not a readable date, Invoice date (line 9: "30.02.2026") - correct the date' in ended.out
    assert "rejected" in ended.out
    assert "--rejects FILE" in ended.out
    assert kw("import", ledger, "-s", "other").code == 0


def test_a_field_can_be_mapped_by_hand(kw: Call, ledger: Path) -> None:
    ended = kw("import", ledger, "-s", "s", "--format", "json", "--map", "region=Artikelnummer", "--map", "Menge=")
    mapping = json.loads(ended.out)[0]["mapping"]
    assert mapping["region"] == "Artikelnummer"
    assert not {"quantity", "product_id"} & set(mapping)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "not found"),
        (lambda path: path.mkdir(), "no file with a table"),
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_bytes(b"\x7fELF\x00\x00\x01" * 90), "not a text file"),
        (lambda path: path.write_text("a;b\n1;2\n"), "--map"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(kw: Call, tmp_path: Path, make, says: str) -> None:
    make(tmp_path / "x.csv")
    ended = kw("import", "x.csv", "-s", "s")
    assert (ended.code, ended.out) == (1, "")
    assert says in ended.err
    assert "x.csv" in ended.err
    assert ended.err.count("\n") == 1
    assert not Path("s.kw.toml").exists()


def test_a_mapping_that_fits_only_some_of_the_files_is_refused_with_the_file(kw: Call, ledger: Path) -> None:
    Path("other.csv").write_text("Kundennummer;Rechnungsnummer;Rechnungsdatum;Wert\n1;R1;01.02.2025;10,50\n")
    Path("kunden.csv").write_text("Kundennummer;Name\n1;A\n")
    for named, says in (
        (ledger.name, "(Sales): there is no column 'Wert'"),
        ("kunden.csv", "(Customers): there is no"),
    ):
        ended = kw("import", "other.csv", named, "-s", "s", "--map", "net_amount=Wert")
        assert (ended.code, ended.err.count("\n")) == (1, 1)
        assert f"{named} {says}" in ended.err
        assert "--map holds for all 2 files" in ended.err
        assert not Path("s.kw.toml").exists()
    alone = kw("import", ledger.name, "-s", "s", "--map", "net_amount=Wert")
    assert "possible: Kundennummer" in alone.err
    assert kw("import", "other.csv", "-s", "s", "--map", "net_amount=Wert").code == 0


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_path_is_not_the_current_folder(kw: Call, ledger: Path, name: str) -> None:
    assert ledger.parent == Path.cwd()
    ended = kw("import", name, "-s", "s")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "kw: The path is empty - name a file or a folder; . is this folder\n"
    assert not Path("s.kw.toml").exists()


@pytest.mark.parametrize("place", ["missing/s.kw.toml", "umsatz.csv/s.kw.toml", "/proc/s.kw.toml"])
def test_a_place_that_cannot_be_written_is_one_line(kw: Call, ledger: Path, place: str) -> None:
    ended = kw("import", ledger, "-s", place)
    assert ended.code == 1
    assert place in ended.err
    assert ended.err.count("\n") == 1
    assert sorted(path.name for path in ledger.parent.iterdir()) == ["umsatz.csv"]


def test_a_new_session_must_be_named(kw: Call, ledger: Path) -> None:
    ended = kw("import", ledger)
    assert ended.code == 2
    assert "-s NAME.kw.toml" in ended.err


# How to read a file


def amounts(ended: Ended) -> list[Decimal]:
    return [account["sums"]["accepted"] for account in json.loads(ended.out, parse_float=Decimal)]


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (["--decimal", ","], "Kundennummer;Rechnungsdatum;Nettobetrag\n1;13.04.2026;1.500\n"),
        (["--decimal", ".", "--header", "2"], "Export\nKundennummer;Rechnungsdatum;Nettobetrag\n1;13.04.2026;1500\n"),
        (["--delimiter", "|"], "Kundennummer|Rechnungsdatum|Nettobetrag\n1|13.04.2026|1500,0\n"),
        (["--delimiter", "tab"], "Kundennummer\tRechnungsdatum\tNettobetrag\n1\t13.04.2026\t1500,0\n"),
        (["--dates", "mdy"], "Kundennummer;Rechnungsdatum;Nettobetrag\n1;03/04/2026;1500,0\n"),
        (["--encoding", "cp850"], "Kundennummer;Rechnungsdatum;Nettobetrag\n1;13.04.2026;1500,0\n"),
        (["--currency", "CHF"], "Kundennummer;Rechnungsdatum;Nettobetrag;Währung\n1;13.04.2026;1500,0;\n"),
    ],
)
def test_a_person_may_say_how_a_file_is_written(kw: Call, options: list[str], text: str) -> None:
    Path("x.csv").write_text(text, encoding="cp850")
    ended = kw("import", "x.csv", "-s", "s", "--format", "json", *options)
    assert (ended.code, amounts(ended)) == (0, [1500])
    told = json.loads(ended.out)[0]["options"]
    assert told == {name.removeprefix("--"): value for name, value in zip(options[::2], options[1::2], strict=True)}


def test_a_file_without_column_names(kw: Call) -> None:
    Path("x.csv").write_text("0001;13.04.2026;1500,00\n0002;14.04.2026;20,50\n", encoding="utf-8")
    fields = ["customer_id=column 1", "invoice_date=column 2", "Net amount=column 3"]
    given = [word for field in fields for word in ("--map", field)]
    ended = kw("import", "x.csv", "-s", "s", "--header", "0", "--format", "json", *given)
    assert (ended.code, amounts(ended)) == (0, [Decimal("1520.50")])
    assert json.loads(ended.out)[0]["header"] == 0


def test_lines_that_repeat_another_are_kept_or_dropped(kw: Call, ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes() + b"0005;Gut;R7;07.03.2026;B;9;2.400,00;900,00\n")
    for how, note in [("keep", "left out: 0"), ("drop", "left out: 1")]:
        ended = kw("import", ledger, "-s", how, "--duplicates", how)
        assert note in ended.out
    assert kw("customers", "-s", "keep", "--where", "customer_id='0005'", "--columns", "revenue").out.split()[-1:] == [
        "4,800.00"
    ]
    assert "2,400.00" in kw("customers", "-s", "drop", "--where", "customer_id='0005'", "--columns", "revenue").out


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--encoding", "ebcdic", "utf-8, utf-16, cp1252, latin-1, cp850"),
        ("--delimiter", "#", "tab, blank"),
        ("--header", "first", "header"),
        ("--decimal", "'", "possible: ,, ."),
        ("--dates", "ymd", "dmy, mdy"),
        ("--duplicates", "count", "keep, drop"),
        ("--currency", "Euro", "three letters such as EUR"),
        ("--map", "nonsense", "FIELD=COLUMN"),
        ("--map", "colour=Farbe", "'colour'"),
        ("--rejects", "nowhere/bad.csv", "nowhere"),
        ("--rejects", "umsatz.csv", "stays as it is"),
        ("--rejects", "s.kw.toml", "saved as text"),
        ("--rejects", "bad.xlsx", "name a .csv file"),
        ("--sheet", "Umsatz", "no sheets or tables"),
    ],
)
def test_what_cannot_be_asked_for_is_one_line(kw: Call, ledger: Path, option: str, value: str, says: str) -> None:
    before = ledger.read_bytes()
    ended = kw("import", ledger, "-s", "s", option, value)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert says in ended.err
    assert ledger.read_bytes() == before
    assert not Path("s.kw.toml").exists()


def test_a_folder_and_a_pattern_stand_for_their_files(kw: Call, ledger: Path) -> None:
    days = Path("days")
    days.mkdir()
    header, *lines = ledger.read_bytes().splitlines(keepends=True)
    for number, line in enumerate(lines[:3]):
        (days / f"day-{number}.csv").write_bytes(header + line)
    assert len(json.loads(kw("import", "days", "-s", "folder", "--format", "json").out)) == 3
    assert len(json.loads(kw("import", "days/day-[01].csv", "-s", "pattern", "--format", "json").out)) == 2


def test_a_later_version_takes_the_place_of_the_earlier(kw: Call, ledger: Path, session: Path) -> None:
    ledger.write_bytes(ledger.read_bytes() + b"0005;Gut;R9;08.03.2026;B;1;100,00;50,00\n")
    refused = kw("import", ledger, "-s", session)
    assert refused.code == 1
    assert "--replace" in refused.err
    ended = kw("import", ledger, "-s", session, "--replace", "--format", "json")
    assert (ended.code, amounts(ended)) == (0, [Decimal("4144.46")])
    assert json.loads(ended.out)[0]["replaces"] == ledger.name


def test_what_replaces_nothing_is_added_beside_what_does_and_each_is_told(
    kw: Call, ledger: Path, session: Path
) -> None:
    header, line, *_ = ledger.read_bytes().splitlines(keepends=True)
    Path("neu.csv").write_bytes(header + line.replace(b"R1", b"R77"))
    ledger.write_bytes(ledger.read_bytes() + line)
    ended = kw("import", ledger, "neu.csv", "-s", session, "--replace", "--lang", "de")
    assert ended.code == 0
    assert "Hinweis: ersetzt umsatz.csv vom " in ended.out
    assert "Hinweis: neu: ersetzt keine importierte Datei" in ended.out


def test_two_files_for_the_place_of_one_are_one_line(kw: Call, ledger: Path, session: Path) -> None:
    for folder in ("a", "b"):
        Path(folder).mkdir()
        Path(folder, ledger.name).write_bytes(
            ledger.read_bytes() + f"9;{folder};R9;08.03.2026;B;1;1,00;5,00\n".encode()
        )
    before = session.read_bytes()
    ended = kw("import", f"a/{ledger.name}", f"b/{ledger.name}", "-s", session, "--replace")
    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)
    assert "would both replace umsatz.csv" in ended.err
    assert session.read_bytes() == before


# Rejected lines


BAD = b"0006;Spaet;R8;30.02.2026;A;1;10,00;5,00\n"


def test_rejected_lines_are_saved_corrected_and_imported(kw: Call, ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes() + BAD)
    ended = kw("import", ledger, "-s", "s", "--rejects", "bad.csv", "--lang", "de")
    assert "  Abgewiesene Zeilen zum Berichtigen: bad.csv\n" in ended.out
    saved = Path("bad.csv").read_text(encoding="cp1252")
    assert "30.02.2026" in saved
    Path("bad.csv").write_text(saved.replace("30.02.2026", "28.02.2026"), encoding="cp1252")
    again = kw("import", "bad.csv", "-s", "s", "--format", "json")
    assert (again.code, amounts(again)) == (0, [10])


def test_of_several_files_each_has_its_own(kw: Call, ledger: Path) -> None:
    header = ledger.read_bytes().splitlines(keepends=True)[0]
    for number in range(3):
        good = f"000{number};X;R{number};01.03.2026;A;1;{number + 1},00;0,50\n".encode()
        Path(f"part-{number}.csv").write_bytes(header + good + (b"" if number == 1 else BAD))
    ended = kw("import", "part-*.csv", "-s", "s", "--rejects", "bad.csv")
    told = [line.strip() for line in ended.out.splitlines() if "to be corrected" in line]
    assert told == [f"Rejected lines, to be corrected: bad-{number}.csv" for number in (1, 2)]
    assert sorted(path.name for path in Path().glob("bad*")) == ["bad-1.csv", "bad-2.csv"]


def test_where_nothing_is_rejected_nothing_is_saved(kw: Call, ledger: Path) -> None:
    ended = kw("import", ledger, "-s", "s", "--rejects", "bad.csv")
    assert ended.code == 0
    assert ended.err == "Nothing rejected, bad.csv not written\nSaved in s.kw.toml\n"
    assert not Path("bad.csv").exists()


# What the values leave open


OPEN = "Kundennummer;Rechnungsdatum;Nettobetrag\n1;03/04/2026;1.234\n2;05/06/2026;2.345\n"


def test_without_a_terminal_an_open_question_is_an_error(kw: Call) -> None:
    Path("open.csv").write_text(OPEN, encoding="utf-8")
    ended = kw("import", "open.csv", "-s", "s")
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "--decimal" in ended.err


def test_at_a_terminal_it_is_asked_and_the_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / "open.csv").write_text(OPEN, encoding="utf-8")
    with Typist(tmp_path, "import", "open.csv", "-s", "s", "--format", "json") as typist:
        typist.wait_for("1.234: [1]")
        typist.type("1\n")
        typist.wait_for("03/04: [1]")
        typist.type("2\n")
        out = typist.ended(0)
    (account,) = json.loads(out, parse_float=Decimal)
    assert account["sums"]["accepted"] == 3579
    assert account["options"] == {"decimal": ",", "dates": "mdy"}
    assert "Saved in s.kw.toml" in typist.screen


# Ctrl-C


def test_ctrl_c_stops_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    rows = "".join(f"{n % 900:04d};Müller;R{n};{n % 28 + 1:02d}.03.2026;A;1;1,00;0,50\n" for n in range(400_000))
    (tmp_path / "big.csv").write_text(LEDGER.splitlines(keepends=True)[0] + rows, encoding="cp1252")
    with Typist(tmp_path, "import", "big.csv", "-s", "s") as typist:
        typist.wait_for("reading")
        typist.type("\x03")
        out = typist.ended(1)
    assert out == ""
    assert typist.screen.rpartition("\r")[0].endswith("Stopped, nothing imported")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["big.csv", "staging"]
    assert list((tmp_path / "staging").iterdir()) == []


@pytest.mark.parametrize("shape", [KeyboardInterrupt, SourceError])
def test_ctrl_c_ends_in_one_line_however_it_comes_out(
    kw: Call, ledger: Path, monkeypatch: pytest.MonkeyPatch, shape: type[BaseException]
) -> None:
    def stopped(*_: object, **__: object) -> None:
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except KeyboardInterrupt:
            raise (shape() if shape is KeyboardInterrupt else SourceError(Text("x", "x"), Text("y", "y"))) from None

    monkeypatch.setattr(Workbench, "import_files", stopped)
    ended = kw("import", ledger, "-s", "s")
    assert (ended.code, ended.out, ended.err) == (1, "", "Stopped, nothing imported\n")


def test_who_stops_too_late_is_told(kw: Call, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imports = Workbench.import_files

    def stopped(*arguments: object, **options: object) -> None:
        imports(*arguments, **options)  # type: ignore[arg-type]
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(Workbench, "import_files", stopped)
    ended = kw("import", ledger, "-s", "s")
    assert (ended.code, ended.err) == (1, "Stopped, but it was saved already\n")
    assert Path("s.kw.toml").exists()


def test_nothing_from_a_file_reaches_the_terminal_raw(kw: Call, ledger: Path) -> None:
    evil = "\x1b]52:c\x07\u202e"
    rows = ledger.read_bytes().decode("cp1252").replace("Kunde;", f"Ku{evil}nde;").replace("261,96", f"x{evil}")
    path = Path(f"umsatz{evil}.csv")
    path.write_text(rows, encoding="utf-8")
    for form in ("table", "json"):
        ended = kw("import", path, "-s", form, "--format", form, "--map", f"region=Ku{evil}nde")
        assert ended.code == 0, ended.err
        assert not set("\x1b\x07\u202e") & set(ended.out + ended.err)
