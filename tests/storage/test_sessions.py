import os
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.storage import atomic, sessions
from kw_tui.storage.sessions import read, update, write
from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.session import Session, Source
from kw_tui.vocabulary.settings import Settings

SOURCE = Source(
    table="sales_line",
    path='/daten/Umsätze "2026".csv',
    sha256="ab" * 32,
    size=123,
    imported_at="2026-11-01T10:00:00+01:00",
    accepted=9994,
    net_sum="2297200.8603",
    mapping={"customer_id": "Kd-Nr", "net_amount": "Betrag\n(netto)"},
)
FULL = Session(
    sources=(SOURCE,),
    settings=Settings({"abc_measure": "db1", "rfm_classes": 4.0, "stale_months": 18.0}),
    as_of=date(2026, 11, 1),
    period="2025-01-01..2025-12-31",
    lang="de",
    currency="EUR",
    view={"tab": "queue", "columns": ["name", "db1"], "queue": {"sort": "at_stake", "desc": True}},
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.kw.toml"
    write(path, FULL)
    assert read(path) == FULL
    assert path.stat().st_mode & 0o777 == 0o600
    assert tomllib.loads(path.read_text())["version"] == 1


def test_an_empty_session_and_an_empty_file_are_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "a.kw.toml"
    write(path, Session())
    assert read(path) == Session()
    path.write_text("")
    assert read(path) == Session()


def test_keys_added_by_hand_survive_at_every_level(tmp_path: Path) -> None:
    path = tmp_path / "a.kw.toml"
    write(path, FULL)
    text = path.read_text().replace("[settings]", "[settings]\nown_threshold = 3\n")
    text = text.replace("[source.mapping]", '[source.remark]\nby = "Ute"\n\n[source.mapping]')
    text = 'note = "für Frau Öz"\n' + text + "\n[plan.channels]\nfield = 2\n[view.own]\nwidth = 7\n"
    path.write_text(text)
    before = tomllib.loads(text)
    update(path, lambda session: session.with_(period="24m"))
    after = tomllib.loads(path.read_text())
    assert after.pop("period") == "24m"
    before.pop("period")
    assert after == before


def test_extra_keys_of_a_source_survive_its_being_imported_again(tmp_path: Path) -> None:
    path = tmp_path / "a.kw.toml"
    write(path, FULL)
    path.write_text(path.read_text().replace("[[source]]", '[[source]]\nencoding_note = "cp850"'))
    fresh = Source(**{**{name: getattr(SOURCE, name) for name in SOURCE.__slots__}, "sha256": "cd" * 32})
    update(path, lambda session: session.with_(sources=(fresh,)))
    assert tomllib.loads(path.read_text())["source"][0]["encoding_note"] == "cp850"
    assert read(path).sources == (fresh,)


plain = st.recursive(
    st.text() | st.integers(-(2**53), 2**53) | st.booleans() | st.floats(allow_nan=False) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(view=st.dictionaries(st.text(), plain, max_size=4), mapping=st.dictionaries(st.text(), st.text(), max_size=3))
def test_any_view_and_mapping_come_back(tmp_path_factory: pytest.TempPathFactory, view: dict, mapping: dict) -> None:
    path = tmp_path_factory.mktemp("any") / "a.kw.toml"
    session = Session(view=view, sources=(Source("customer", "k.csv", "", 0, "", 0, mapping=mapping),))
    write(path, session)
    assert read(path) == session


def test_names_that_are_no_unicode_do_not_stop_saving(tmp_path: Path) -> None:
    path = tmp_path / "a.kw.toml"
    write(path, Session(view={"file": os.fsdecode(b"uml\xe4ut.csv"), "gone": None}))
    assert read(path).view == {"file": "uml���ut.csv"}


def test_a_missing_session_names_the_import(tmp_path: Path) -> None:
    with pytest.raises(SessionError) as caught:
        read(tmp_path / "a.kw.toml")
    assert f"kw import FILE -s {tmp_path}/a.kw.toml" in caught.value.line("en")


def test_folders_binary_and_huge_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SessionError, match="is not a file but a folder"):
        read(tmp_path)
    binary = tmp_path / "b.kw.toml"
    binary.write_bytes(b"\x7fELF\xff\xfe")
    with pytest.raises(SessionError, match="not UTF-8"):
        read(binary)
    monkeypatch.setattr(sessions, "LARGEST", 3)
    with pytest.raises(SessionError, match="far too large"):
        read(binary)


@pytest.mark.parametrize("place", ["missing/a.kw.toml", "file/a.kw.toml"])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SessionError, match="was not saved: its folder does not exist"):
        write(tmp_path / place, Session())


def test_a_read_only_file_system_is_told() -> None:
    with pytest.raises(SessionError, match=r"Session /proc/a\.kw\.toml was not saved"):
        write(Path("/proc/a.kw.toml"), Session())


def test_a_full_disk_leaves_the_session_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.kw.toml"
    write(path, FULL)
    room = iter([1])
    monkeypatch.setattr(atomic.os, "write", lambda descriptor, content: next(room, 0))
    with pytest.raises(SessionError, match="the disk is full"):
        write(path, Session())
    assert read(path) == FULL


def test_nobodys_change_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.kw.toml"
    code = (
        "import sys; from pathlib import Path; from kw_tui.storage.sessions import update\n"
        "for number in range(10):\n"
        "    key = f'{sys.argv[2]}{number}'\n"
        "    update(Path(sys.argv[1]), lambda session: session.with_(view={**session.view, key: 1}))"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in "abcd"]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    assert len(read(path).view) == 40


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are POSIX")
def test_a_pipe_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "a.kw.toml"
    os.mkfifo(pipe)
    for step in (lambda: read(pipe), lambda: write(pipe, FULL), lambda: update(pipe, lambda session: session)):
        with pytest.raises(SessionError, match="is not a file but a device or a pipe"):
            step()
    assert pipe.is_fifo()
