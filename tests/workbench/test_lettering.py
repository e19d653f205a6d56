import stat
from pathlib import Path

import polars as pl
import pytest

from kw_tui.vocabulary.errors import DecisionError, KwError, UsageError
from kw_tui.workbench import Workbench
from tests.workbench.ledgers import again

CONFIG = 'company = "Nordlicht GmbH"\nperson = "Ute Brandt"\nphone = "0421 5566"\nemail = 5\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KW_CONFIG", str(tmp_path / "home" / "config.toml"))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "config.toml").write_text(CONFIG, "utf-8")
    return tmp_path / "home"


def kind_of(bench: Workbench, customer: str) -> str:
    return str(bench.queue().filter(pl.col("customer_id") == customer)["proposal"].item())


def test_a_proposal_is_a_draft_and_a_decision_is_not(bench: Workbench) -> None:
    assert kind_of(bench, "L1") == "let_go"
    draft = bench.letter("L1")
    assert (draft.kind, draft.is_draft, draft.lang) == ("run_off", True, "en")
    made = bench.decide("L1", "reprice", step=0.06, reason="agreed")
    letter = bench.letter("L1")
    assert (letter.decision, letter.is_draft, letter.values["step"]) == (made.id, False, "6%")
    assert "Firma L1" in letter.text
    assert "Nordlicht GmbH" in letter.text
    assert (letter.kind, bench.letter("L1", "run_off").is_draft) == ("price", True)


def test_the_reason_of_a_decision_stays_inside(bench: Workbench) -> None:
    bench.decide("L1", "let_go", reason="kostet uns nur Geld")
    for form in ("letter", "mail"):
        assert "Geld" not in bench.letter("L1", form=form, lang="de").text  # type: ignore[arg-type]


def test_without_anything_to_tell_no_letter_is_written_unless_its_kind_is_named(bench: Workbench) -> None:
    with pytest.raises(DecisionError, match="Nothing is decided or proposed about E0"):
        bench.letter("E0")
    with pytest.raises(DecisionError, match="There is no customer X"):
        bench.letter("X")
    named = bench.letter("E0", "price")
    assert named.is_draft
    assert "Price step" in [label.en for label in named.missing]
    bench.decide("L1", "snooze", until=bench.as_of.replace(year=2027))
    bench.decide("E0", "keep")
    with pytest.raises(DecisionError, match="it is decided: Keep"):
        bench.letter("E0")


def test_language_as_asked_else_by_country_else_of_the_session(bench: Workbench) -> None:
    bench.set(lang="de")
    assert bench.letter("L1").lang == "de"
    assert bench.letter("L1", lang="en").lang == "en"


def test_several_letters_leave_out_those_with_nothing_to_tell(bench: Workbench) -> None:
    assert [one.customer_id for one in bench.letters(["E0", "L2", "L1", "L2", "nobody"])] == ["L2", "L1"]
    assert len(bench.letters(["E0", "L1"], "run_off")) == 2


def test_whom_to_write_to_by_condition_and_by_decision(bench: Workbench) -> None:
    assert bench.to_write_to("proposal = 'let_go'") == ["L1", "L2"]
    assert bench.to_write_to("revenue > 0 and name = 'Firma E1'") == ["E1"]
    with pytest.raises(UsageError, match="There is no column"):
        bench.to_write_to("beauty = 1")
    assert bench.to_write_to(only_decided=True) == []
    bench.decide("L2", "reprice", step=0.05, reason="agreed")
    bench.decide("E3", "channel", reason="agreed")
    bench.decide("L1", "keep", reason="x", until=bench.as_of.replace(year=2027))
    assert bench.to_write_to(only_decided=True) == ["L2", "E3"]
    assert bench.to_write_to("rank < 9", only_decided=True) == ["L2"]


def test_what_was_saved_is_noted_once_and_not_written_again(bench: Workbench) -> None:
    bench.decide("L2", "reprice", step=0.05, reason="agreed")
    (path,) = bench.save_letters(bench.letters(["L2"]))
    assert path == bench.path.with_name("s.letters") / next(path.parent.iterdir()).name
    assert path.read_text("utf-8") == bench.letter("L2").text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert bench.to_write_to(only_decided=True) == []
    bench.save_letters(bench.letters(["L2"]))
    entries = again(bench).decisions()
    assert entries["action"].to_list() == ["letter", "reprice"]
    assert entries["stands"].to_list() == [False, True]
    assert not bench.queue().filter(pl.col("customer_id") == "L2", pl.col("state") != "decided").height


def test_what_somebody_else_noted_meanwhile_is_not_noted_twice(bench: Workbench) -> None:
    bench.decide("L2", "reprice", step=0.05, reason="agreed")
    letters = bench.letters(["L2"])
    again(bench).note_letters(letters)
    bench.note_letters(letters)
    assert again(bench).decisions()["action"].to_list() == ["letter", "reprice"]


def test_a_letter_that_names_no_sender_is_not_noted(bench: Workbench, home: Path) -> None:
    (home / "config.toml").write_text("", "utf-8")
    bench.decide("L2", "reprice", step=0.05, reason="agreed")
    bench.save_letters(bench.letters(["L2"]))
    assert bench.to_write_to(only_decided=True) == ["L2"]


def test_another_decision_is_to_be_told_anew_and_a_draft_is_not_noted(bench: Workbench) -> None:
    bench.save_letters(bench.letters(["L1"]))
    assert bench.decisions().is_empty()
    bench.decide("L1", "reprice", step=0.05, reason="agreed")
    bench.save_letters(bench.letters(["L1"]))
    bench.decide("L1", "reprice", step=0.07, reason="agreed")
    assert bench.to_write_to(only_decided=True) == ["L1"]
    assert len(bench.save_letters(bench.letters(["L1"]))) == 1
    assert len(list(bench.letters_folder().iterdir())) == 3


def test_a_letter_takes_nothing_of_undo_and_redo(bench: Workbench) -> None:
    made = bench.decide("L1", "reprice", step=0.05, reason="agreed")
    bench.save_letters(bench.letters(["L1"]))
    assert [one.id for one in bench.undo()] == [made.id]
    assert bench.letter("L1").is_draft
    assert [one.id for one in bench.redo()] == [made.id]
    assert bench.to_write_to(only_decided=True) == []


def test_an_own_template_is_used_and_its_faults_are_told_with_its_path(bench: Workbench, home: Path) -> None:
    copied, _ = bench.copy_templates()
    own = home / "letters" / "run_off.letter.en.txt"
    assert own in copied
    own.write_text("# mine\nHello ${customer}, until ${run_off_date}.\n", "utf-8")
    assert bench.letter("L1").text == "Hello Firma L1, until 30 January 2027.\n"
    own.write_text("Hello ${custoner}\n", "utf-8")
    with pytest.raises(UsageError) as refusal:
        bench.letter("L1")
    assert f"Template {own}, line 1: there is no placeholder ${{custoner}}" in refusal.value.line("en")


def test_a_broken_configuration_is_told(bench: Workbench, home: Path) -> None:
    (home / "config.toml").write_text("company = ", "utf-8")
    with pytest.raises(KwError, match="Cannot read the configuration"):
        bench.letter("L1")


def test_a_table_for_a_mail_merge(bench: Workbench) -> None:
    table = bench.merge_table(bench.letters(["L1", "L2"], lang="de"))
    assert table["customer"].to_list() == ["Firma L1", "Firma L2"]
    assert table["company"].to_list() == ["Nordlicht GmbH"] * 2
    assert table["is_draft"].all()
