"""A session copied to another folder, time zone, locale or language gives the same queue, decisions and all."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kw_tui.storage.shipped import shipped
from tests.golden.kw_process import kw, rows, said

SESSION = "s.kw.toml"
PLACES = {
    "tokyo, german": (True, {"TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"}),
    "hawaii, plain locale": (False, {"TZ": "Pacific/Honolulu", "LANG": "C", "LC_ALL": "C"}),
}
"""Where it is opened: whether the derived data came along, and what is set there."""


LATER = (datetime.now(UTC).date() + timedelta(days=300)).isoformat()


def queue(folder: Path, lang: str = "en", **environment: str) -> list[dict[str, object]]:
    return rows(kw("--lang", lang, "queue", "-s", SESSION, "--format", "json", folder=folder, **environment))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session whose files lie beside it, with one decision of each kind."""
    folder = tmp_path_factory.mktemp("home")
    files = [shutil.copy(file, folder) for file in sorted(shipped("sample_data").glob("*.csv"))]
    said(kw("import", *files, "-s", SESSION, folder=folder))
    ids = [str(item["customer_id"]) for item in queue(folder)]
    for customer, *decided in (
        (ids[0], "reprice"),
        (ids[1], "service", "--reason", "agreed"),
        (ids[2], "keep", "--until", LATER, "--reason", "a sister company buys much"),
        (ids[3], "snooze", "--until", LATER),
        (ids[4], "claim"),
    ):
        said(kw("decide", customer, *decided, "-s", SESSION, folder=folder, TZ="America/New_York"))
    return folder


@pytest.fixture(scope="module")
def at_home(home: Path) -> list[dict[str, object]]:
    return queue(home)


@pytest.mark.parametrize("place", PLACES)
def test_a_copy_gives_the_same_queue(home: Path, at_home: object, tmp_path: Path, place: str) -> None:
    has_store, environment = PLACES[place]
    there = tmp_path / "anderswo" / "Müller & Söhne"
    left = () if has_store else (".s.kw.cache",)
    shutil.copytree(home, there, ignore=shutil.ignore_patterns(*left))
    assert (there / ".s.kw.cache").exists() is has_store
    assert queue(there, **environment) == at_home


def test_the_language_changes_no_figure(home: Path, at_home: list[dict[str, object]]) -> None:
    assert queue(home, "de") == at_home
    assert {item["state"] for item in at_home} == {"open", "decided", "snoozed", "claimed"}
