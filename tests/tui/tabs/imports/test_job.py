"""Passes over a file are counted, so that one bar can show them all."""

from kw_tui.tui.lines import plain
from kw_tui.tui.tabs.imports.job import Job, Watch
from kw_tui.tui.tabs.imports.looking import look_into
from kw_tui.tui.tabs.imports.progress_view import progress
from kw_tui.tui.tabs.imports.tab import ImportsTab
from kw_tui.workbench import Step, Wish
from tests.tui.driving import named_by
from tests.tui.fake_workbench import FakeWorkbench

MEGABYTES = 10_000_000


def three_passes(watch: Watch) -> list[float]:
    """Go through a file three times, as where its encoding has to be changed; return what the bar showed."""
    shown = []
    for _ in range(3):
        for done in (2, 6, 10):
            watch.progress(Step.READ, done * 1_000_000, MEGABYTES)
            line = plain([progress(watch.stage(), 1000, "en", 100)])
            if "%" in line:
                shown.append(float(line.split("%")[0].split()[-1]))
    return shown


def job(turns: int) -> Job:
    from dataclasses import replace

    return Job(replace(look_into(FakeWorkbench(), "a.csv", Wish()), turns=turns))  # type: ignore[arg-type]


def test_a_look_counts_its_passes_and_says_which_it_is_in() -> None:
    watch = Watch()
    three_passes(watch)
    assert watch.reading_turns == 3
    watch.progress(Step.READ, 4_000_000, MEGABYTES)
    said = plain([progress(watch.stage(), None, "de", 100)])
    assert said.startswith("wird gelesen, Durchgang 4 ██")
    assert "4,0 / 10,0 MB" in said


def test_an_import_of_the_file_has_one_bar_that_never_goes_back() -> None:
    shown = three_passes(job(3))
    assert shown == sorted(shown)
    assert shown[0] < 10
    assert 80 < shown[-1] <= 100


def test_more_passes_than_expected_are_said_and_not_hidden() -> None:
    watch = job(2)
    three_passes(watch)
    watch.progress(Step.READ, 1_000_000, MEGABYTES)
    assert "pass 4" in plain([progress(watch.stage(), 1000, "en", 100)])


def test_lines_told_in_another_order_are_no_new_pass() -> None:
    watch = job(1)
    for done in (50_000, 150_000, 100_000, 200_000):
        watch.progress(Step.CHECK, done, 1_000_000)
    assert (watch.stage().turn, watch.stage().passed) == (1, 200_000)


def test_of_several_files_all_that_was_done_is_told_with_its_rate() -> None:
    now = [0.0]
    watch = Watch(lambda: now[0])
    for size in (3, 5):
        for done in range(1, size + 1):
            watch.progress(Step.READ, done * 1_000_000, size * 1_000_000)
    now[0] = 4.0
    said = plain([progress(watch.stage(), None, "de", 100, 7, named_by(ImportsTab.KEYS))])
    assert said == "7 Dateien: wird gelesen · 8,0 MB · 2,0 MB/s · 0:04 · Esc bricht ab"
    for done in (400, 800):
        watch.progress(Step.CHECK, done, 800)
    watch.progress(Step.CHECK, 200, 500)
    now[0] = 6.0
    said = plain([progress(watch.stage(), None, "en", 100, 7, named_by(ImportsTab.KEYS))])
    assert said == "7 files: checking · 1,000 lines · 500/s · 0:06 · Esc cancels"
