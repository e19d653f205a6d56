"""An import that is cut short - the file changes, the disk is full, the process is killed - leaves all or nothing."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kw_tui.workbench import Workbench
from tests.golden.hostile import SESSION, Place, ledger
from tests.storage.small_disk import small_disk

LINES = 100_000
SUM_BEFORE = 30


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Place:
    made = Place(tmp_path_factory.mktemp("template"))
    made.write("large.csv", ledger(LINES))
    return made


@pytest.fixture
def place(template: Place, tmp_path: Path) -> Place:
    return Place.copied(template, tmp_path)


def revenue(place: Place) -> int:
    """What all customers bought, as the session is opened next."""
    return round(Workbench.open(place.folder / SESSION, period="all").portfolio()["revenue"].sum())


def shrink(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 3)


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"00001;X1;01.01.2025;10,00;dazu\n" * 1000)


def swap(path: Path) -> None:
    other = path.with_name("other.csv")
    other.write_text(ledger(20, lambda _: "anders"), encoding="utf-8")
    other.replace(path)


def rewrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"99999;" * 1000)


def worth(path: Path) -> int:
    """What the whole lines of a file add up to."""
    rows = [line.split(";") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return round(sum(float(row[3].replace(",", ".")) for row in rows if len(row) == 5))


@pytest.mark.parametrize(
    ("change", "delay"),
    [
        (shrink, 0.0),
        (shrink, 0.2),
        (shrink, 0.5),
        (grow, 0.1),
        (swap, 0.1),
        (swap, 0.4),
        (rewrite, 0.1),
        (rewrite, 0.4),
    ],
)
def test_a_file_that_changes_meanwhile_is_read_whole_or_not(
    place: Place, change: Callable[[Path], None], delay: float
) -> None:
    path = place.folder / "large.csv"
    old = worth(path)
    with place.running("import", path, "-s", SESSION) as process:
        place.wait_for_staging(process)
        time.sleep(delay)
        is_late = process.has_ended()
        change(path)
    ended = process.ended()
    if ended.code == 0:
        assert revenue(place) - SUM_BEFORE in {old, worth(path)}
    else:
        assert not is_late
        ended.require_refusal("large.csv")
        place.require_untouched()


def test_a_full_temporary_folder_is_told_and_costs_nothing(place: Place, tmp_path: Path) -> None:
    content = ledger(LINES).encode("cp1252")
    with small_disk(tmp_path / "disk") as disk:
        path = place.write("large.csv", content)
        place.run("import", path, "-s", SESSION, TMPDIR=str(disk)).require_refusal(str(disk))
        assert list(disk.glob("kw-import-*")) == []
    place.require_untouched()
    assert place.run("import", path, "-s", SESSION).code == 0
    assert revenue(place) == SUM_BEFORE + 10 * LINES


def test_a_full_disk_at_the_end_leaves_the_old_session(place: Place, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        session = disk / SESSION
        for name, content in place.before.items():
            (disk / name).parent.mkdir(parents=True, exist_ok=True)
            (disk / name).write_bytes(content)
        (disk / "first.csv").write_bytes((place.folder / "first.csv").read_bytes())
        told = session.read_bytes()
        done = place.run("import", place.folder / "large.csv", "-s", session)
        done.require_refusal()
        assert session.read_bytes() == told
        assert place.left_behind() == []
        assert [path.name for path in disk.rglob("*.tmp")] == []
        done = place.run("customers", "-s", session, "--format", "json")
        assert done.code == 0, done.err


@pytest.mark.parametrize("delay", [0.0, 0.5])
def test_a_killed_import_leaves_all_or_nothing(place: Place, delay: float) -> None:
    path = place.folder / "large.csv"
    with place.running("import", path, "-s", SESSION) as process:
        place.wait_for_staging(process)
        time.sleep(delay)
        process.send(signal.SIGKILL)
    if process.ended().code == -signal.SIGKILL and place.files()[SESSION] == place.before[SESSION]:
        assert revenue(place) == SUM_BEFORE
        again = place.run("import", path, "-s", SESSION)
        assert again.code == 0, again.err
    assert revenue(place) == SUM_BEFORE + 10 * LINES
    place.run("import", path, "-s", SESSION).require_refusal("large.csv")
    assert place.left_behind() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_import_told_to_stop_cleans_up(place: Place, number: signal.Signals) -> None:
    path = place.folder / "large.csv"
    with place.running("import", path, "-s", SESSION) as process:
        place.wait_for_staging(process)
        process.send(number)
    ended = process.ended()
    assert ended.code in {1, 130, -signal.SIGTERM, 143}
    assert "Traceback" not in ended.err
    assert place.files() == place.before
    if number == signal.SIGINT:
        assert place.left_behind() == []
