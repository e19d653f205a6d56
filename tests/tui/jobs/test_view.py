from kw_tui.tui.jobs.job import Job
from kw_tui.tui.jobs.view import about, frame
from kw_tui.tui.lines import plain
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.texts import Text

NAME = Text("Modelle \x1b[31m", "models \x1b[31m")


def test_rows_tell_state_and_result_or_error_and_never_a_control_character() -> None:
    waiting, running, failed, done = (Job(NAME) for _ in range(4))
    for job in (running, failed, done):
        job.begin()
    running.tell(Text("schätzt", "estimating"))
    failed.end(problem=SourceError(Text("kaputt\x1b", "broken"), Text("neu", "again")))
    done.tells = lambda _: Text("12 Zeilen", "12 lines")
    done.end()
    rows = frame([waiting, running, failed, done], "de")
    assert rows["state"].to_list() == ["· wartet", "▶ läuft", "✗ misslungen", "✓ fertig"]
    assert rows["said"].to_list()[1:] == ["schätzt", "kaputt· - neu", "12 Zeilen"]
    assert set(rows["name"]) == {"Modelle ·[31m"}
    assert frame([], "de").columns == rows.columns


def test_it_is_said_that_a_step_goes_on_and_that_a_change_cannot_be_cancelled() -> None:
    stopped, change = Job(NAME), Job(NAME, is_change=True)
    for job in (stopped, change):
        job.begin()
    stopped.stop()
    assert "läuft noch zu Ende" in plain(about(stopped, "de", 200))
    assert "carried through" in plain(about(change, "en", 200))
    stopped.leave()
    assert "läuft noch" not in plain(about(stopped, "de", 200))
