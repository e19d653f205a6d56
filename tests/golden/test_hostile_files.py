"""Files that mean harm: nothing but one clear line comes of them, no session is touched, nothing is left behind."""

import json
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import LANGUAGES
from kw_tui.workbench import Workbench
from tests.golden.hostile import HEADER, UNPRINTABLE, Place, ledger

posix = pytest.mark.skipif(sys.platform != "linux", reason="pipes, devices and /proc as Linux has them")
ESCAPES = "\x1b]52;c;aGFjaw==\x07\x1b[2J\x1b[31m\x9b31m\x85\u202egnp\u2066\u200f\u2028x\x7f\x08"
NUL = b"\x00"
Make = Callable[[Path], object]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("template"))


@pytest.fixture
def place(template: Place, tmp_path: Path) -> Place:
    return Place.copied(template, tmp_path)


def content(data: bytes | str) -> Make:
    return lambda path: path.write_bytes(data if isinstance(data, bytes) else data.encode())


def link(target: str) -> Make:
    return lambda path: path.symlink_to(target)


def forbidden(path: Path) -> None:
    path.write_text(ledger(2))
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("the superuser reads everything")


def listening(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket must be short
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


NO_FILE: dict[str, Make] = {
    "pipe": os.mkfifo,
    "socket": listening,
    "endless device": link("/dev/zero"),
    "full device": link("/dev/full"),
    "terminal": link("/dev/tty"),
    "link to itself": lambda path: path.symlink_to(path),
    "fails when read": link("/proc/self/mem"),
    "forbidden": forbidden,
}
NOTHING_TO_READ: dict[str, Make] = {
    "missing": lambda path: None,
    "folder": lambda path: path.mkdir(),
    "link to nothing": link("nowhere"),
    "empty": content(b""),
    "only a mark": content(b"\xef\xbb\xbf"),
    "only a wide mark": content(b"\xff\xfe"),
    "only line feeds": content(b"\n" * 5000),
    "only carriage returns": content(b"\r" * 5000),
    "only NUL": content(NUL * 5000),
    "only delimiters": content(b";;;;\n" * 500),
    "only quotes": content(b'"\n' * 501),
    "header only": content(HEADER),
    "header without end": content(HEADER.rstrip("\n")),
    "header and totals": content(HEADER + "Summe;;;0,00;\n"),
    "NUL in every line": content((NUL + b";").join([b"1", b"R1", b"31.01.2024", b"1,50", b"x\n"]) * 50),
    "half a UTF-16 letter": content((HEADER + "1;R1;x;y;z").encode("utf-16")[:-1]),
}


@posix
@pytest.mark.parametrize("kind", NO_FILE)
def test_what_is_no_file_is_refused_in_one_line(place: Place, kind: str) -> None:
    path = place.folder / "hostile.csv"
    NO_FILE[kind](path)
    ended = place.run("import", path, "-s", "s.kw.toml")
    ended.require_refusal("hostile.csv")
    assert ended.seconds < 20
    place.require_untouched()


@pytest.mark.parametrize("kind", NOTHING_TO_READ)
def test_what_holds_nothing_to_read_is_refused_in_one_line(place: Place, kind: str) -> None:
    path = place.folder / "hostile.csv"
    NOTHING_TO_READ[kind](path)
    with pytest.raises(KwError) as refused:
        Workbench.open(place.folder / "s.kw.toml").import_files([path])
    for lang in LANGUAGES:
        assert "hostile.csv" in refused.value.line(lang)
        assert not UNPRINTABLE.search(refused.value.line(lang))
    place.require_untouched()


@posix
def test_a_name_too_long_to_exist_is_refused(place: Place) -> None:
    place.run("import", place.folder / ("n" * 300), "-s", "s.kw.toml").require_refusal("nnn")
    place.run("import", place.folder / ("n/" * 3000), "-s", "s.kw.toml").require_refusal("n/n/n")
    place.require_untouched()


def test_one_bad_file_among_good_ones_leaves_the_session_untouched(place: Place) -> None:
    files = [place.write("a.csv", ledger(50)), place.write("b.csv", b""), place.write("c.csv", ledger(60))]
    place.run("import", *files, "-s", "s.kw.toml").require_refusal("b.csv")
    place.require_untouched()


@posix
@pytest.mark.parametrize(
    ("filler", "encoding"),
    [(b"x", "utf-8"), (b'x;"', "utf-8"), ("ü".encode(), "utf-8"), (b"\xfc", "cp1252"), (b"x\x00", "utf-16")],
    ids=["plain", "quotes", "two bytes a letter", "cp1252", "utf-16"],
)
def test_a_huge_line_is_refused_in_little_memory(place: Place, filler: bytes, encoding: str) -> None:
    piece, path = filler * ((16 << 20) // len(filler)), place.folder / "long.csv"
    with path.open("wb") as file:
        file.write((HEADER + "1;R1;31.01.2024;1,50;").encode(encoding))
        for _ in range((1 << 29) // len(piece)):
            file.write(piece)
    ended = place.run("import", path, "-s", "s.kw.toml")
    path.unlink()
    ended.require_refusal("long.csv")
    assert ended.memory < 600, "MB"
    place.require_untouched()


def test_a_sparse_file_of_nothing_is_refused_in_little_memory(place: Place) -> None:
    path = place.write("sparse.csv", HEADER + "1;R1;31.01.2024;1,50;x\n")
    os.truncate(path, 1 << 29)
    ended = place.run("import", path, "-s", "s.kw.toml")
    ended.require_refusal("sparse.csv")
    assert ended.memory < 600, "MB"
    place.require_untouched()


def hostile_ledger() -> bytes:
    """Escapes wherever a person will see them: names of columns, customers, reasons for a reject."""
    bad = f'"{ESCAPES}"'
    header = HEADER.replace("Bezeichnung", f'"Bez{ESCAPES}";Kunde;"Währung{ESCAPES}"')
    sound = [f'"{n}{ESCAPES}";R{n};31.01.2024;10,00;{bad};{bad};EUR\n' for n in range(5)]
    flawed = [f"9;{bad};{bad};1l;x;y;EUR\n", f"9;R9;31.01.2024;{bad};x;y;EUR\n", f"{bad}\n", f'1;R1;"open {ESCAPES}\n']
    plain = ledger(1500).partition("\n")[2].replace("\n", ";;\n")
    return (f"Liste {ESCAPES}\n" + header + "".join(sound + flawed) + plain).encode()


@pytest.mark.parametrize(("form", "lang"), [("table", "de"), ("json", "en")])
def test_no_letter_of_a_file_commands_the_terminal(place: Place, form: str, lang: str) -> None:
    path = place.write(f"um{ESCAPES.replace('/', '')}satz\n.csv", hostile_ledger())
    for extra in (["--dry-run"], []):
        ended = place.run("--lang", lang, "import", path, "-s", "s.kw.toml", "--format", form, *extra)
        assert ended.code == 0, ended.err
        ended.require_printable()
        assert form == "table" or json.loads(ended.out)[0]["rejected"] == 4
    for command in (["customers"], ["check"]):
        place.run("--lang", lang, *command, "-s", "s.kw.toml").require_printable()


SALE = "Kundennummer;Rechnungsdatum;Netto;Währung\n1;31.01.2024;1,50;"
REFUSED_WITH_THEIR_OWN_WORDS = {
    "columns": f"Foo{ESCAPES};Bar{ESCAPES}\n1;2\n",
    "currencies": f'{SALE}"A{ESCAPES}"\n1;31.01.2024;1,50;"B{ESCAPES}"\n' + "1;31.01.2024;1,50;\n" * 500,
}


@pytest.mark.parametrize("kind", REFUSED_WITH_THEIR_OWN_WORDS)
def test_a_refusal_that_quotes_the_file_is_printable(place: Place, kind: str) -> None:
    path = place.write(f"{ESCAPES.replace('/', '')}.csv", REFUSED_WITH_THEIR_OWN_WORDS[kind])
    place.run("import", path, "-s", "s.kw.toml").require_refusal()
    place.require_untouched()
