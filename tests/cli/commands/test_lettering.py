import csv
import stat
from pathlib import Path

import fastexcel
import pytest

from tests.cli.conftest import Call

SENDER = 'company = "Nordlicht GmbH"\nperson = "Ute Brandt"\nphone = "0421 5566"\n'


@pytest.fixture
def decided(kw: Call, session: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert kw("set", "second_signature=let_go", "-s", session).code == 0
    assert kw("decide", "0002", "reprice", "-s", session, "--step", "5", "--reason", "agreed").code == 0
    assert kw("decide", "0003", "let_go", "-s", session, "--reason", "GEHEIM").code == 0
    with monkeypatch.context() as other:
        other.setenv("KW_USER", "eva")
        assert kw("sign", "0003", "-s", session).code == 0
    Path("config.toml").write_text(SENDER, "utf-8")
    return session


def test_a_letter_goes_to_stdout_and_what_to_know_to_stderr(kw: Call, decided: Path) -> None:
    ended = kw("letter", "0003", "-s", decided, "--lang", "de")
    assert ended.code == 0, ended.err
    assert ended.out.startswith("Nordlicht GmbH\nTelefon 0421 5566\n")
    assert "Ende unserer Belieferung zum" in ended.out
    assert "GEHEIM" not in ended.out
    assert "\x1b" not in ended.out
    assert "kw: es fehlt: Straße, PLZ, Ort" in ended.err
    assert "persönlich" in ended.err
    assert "Entwurf" not in ended.err
    assert kw("decisions", "-s", decided, "--format", "csv").out.count("letter") == 0


def test_another_kind_is_a_draft_and_an_unknown_customer_refused(kw: Call, decided: Path) -> None:
    ended = kw("letter", "0003", "-s", decided, "--kind", "channel", "--form", "mail", "--lang", "en")
    assert ended.out.startswith("Subject: How to reach us from ")
    assert "kw: a draft: this is not decided yet" in ended.err
    for customer, why in (("0005", "Nothing is decided or proposed about 0005"), ("x", "There is no customer x")):
        ended = kw("letter", customer, "-s", decided)
        assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)
        assert why in ended.err


def test_without_a_sender_there_is_a_gap_and_a_line_where_to_name_it(kw: Call, decided: Path) -> None:
    Path("config.toml").unlink()
    ended = kw("letter", "0002", "-s", decided, "--lang", "en")
    assert "«your company»" in ended.out
    assert "kw: missing: Your company, Your name, Your telephone" in ended.err
    assert "kw config path" in ended.err


def test_a_file_is_written_and_noted(kw: Call, decided: Path) -> None:
    assert kw("letter", "0002", "-s", decided, "-o", "b.txt", "--lang", "de").code == 0
    text = Path("b.txt").read_text("utf-8")
    assert text.endswith("\nNordlicht GmbH\n")
    assert "5 %" in text
    assert '=HYPERLINK("x")' in text
    assert "letter" in kw("decisions", "-s", decided, "--format", "csv").out


def test_all_that_is_decided_goes_into_a_folder_once(kw: Call, decided: Path) -> None:
    ended = kw("letter", "--decided", "-s", decided, "-o", "briefe/")
    assert ended.code == 0, ended.err
    assert "kw: 2 letters in briefe" in ended.err
    files = sorted(Path("briefe").iterdir())
    assert [path.name for path in files] == ["price-0002-letter-en.txt", "run-off-0003-letter-en.txt"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    again = kw("letter", "--decided", "-s", decided, "-o", "briefe/")
    assert (again.code, again.err.count("\n")) == (1, 1)
    assert "No decision lacks a letter - ID or --where writes again what is written" in again.err


def test_rows_for_a_mail_merge(kw: Call, decided: Path) -> None:
    assert kw("letter", "--decided", "-s", decided, "-o", "l.csv", "--lang", "de").code == 0
    with Path("l.csv").open(encoding="utf-8", newline="") as stream:
        first, second = csv.DictReader(stream)
    assert (first["customer_id"], first["step"], first["subject"][:9]) == ("0002", "5 %", "Anpassung")
    assert first["customer"].startswith("'=HYPERLINK")
    assert second["run_off_date"]
    ended = kw("letter", "--where", "customer_id in ('0002', '0003', '0005')", "-s", decided, "-o", "l.xlsx")
    assert ended.code == 0
    assert "kw: left out since nothing is decided or proposed: 1" in ended.err
    read = fastexcel.read_excel("l.xlsx").load_sheet(0, dtypes={"customer_id": "string"}).to_polars()
    assert set(read["customer_id"].to_list()) == {"0002", "0003"}
    assert '=HYPERLINK("x")' in read["customer"].to_list()


def test_of_many_it_is_told_how_often(kw: Call, decided: Path) -> None:
    ended = kw("letter", "--where", "customer_id < '0004'", "--kind", "run-off", "-s", decided, "-o", "x/")
    assert ended.code == 0
    assert "kw: 2 of 3 are drafts: not decided yet" in ended.err
    assert "told in person; the letter follows the talk (3)" in ended.err


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ([], "It is not clear who is written to"),
        (["0002", "--decided", "-o", "x"], "It is not clear who is written to"),
        (["--decided"], "Many letters need a place"),
        (["--decided", "-o", "a.txt"], "cannot take letters"),
        (["--decided", "-o", "umsatz.csv"], "belongs to the session"),
        (["0002", "-o", "a.docx"], "cannot take letters"),
        (["0002", "-o", "s.kw.toml"], "cannot take letters"),
        (["--decided", "-o", ".s.kw.cache"], "belongs to the session"),
        (["--where", "beauty > 1", "-o", "x"], "There is no column"),
        (["0002", "--kind", "birthday"], "--kind"),
    ],
)
def test_what_does_not_fit_together_is_misuse(kw: Call, decided: Path, asked: list[str], why: str) -> None:
    ended = kw("letter", *asked, "-s", decided)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert why in ended.err


def test_templates_are_copied_once_and_an_own_one_is_used(kw: Call, decided: Path) -> None:
    ended = kw("letter", "--templates")
    assert (ended.code, ended.out) == (0, "")
    assert "16 templates copied" in ended.err
    own = Path("letters") / "price.mail.en.txt"
    own.write_text("Hi ${customer_id}: ${stepp}", "utf-8")
    assert "0 templates copied" in kw("letter", "--templates").err
    ended = kw("letter", "0002", "-s", decided, "--form", "mail")
    assert (ended.code, ended.out) == (2, "")
    assert "letters/price.mail.en.txt, line 1: there is no placeholder ${stepp} - did you mean ${step}?" in ended.err
    own.write_text("Hi ${customer_id}: ${step}", "utf-8")
    assert kw("letter", "0002", "-s", decided, "--form", "mail").out == "Hi 0002: 5%\n"
