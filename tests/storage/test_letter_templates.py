import stat
from pathlib import Path

import pytest

from kw_tui.storage.letter_templates import LARGEST, copy_templates, own_folder, read_template
from kw_tui.storage.shipped import shipped
from kw_tui.vocabulary.errors import KwError, SessionError

NAME = "price.letter.de.txt"


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KW_CONFIG", str(tmp_path / "home" / "config.toml"))
    return tmp_path / "home" / "letters"


def test_the_shipped_one_is_read_until_there_is_an_own_one(own: Path) -> None:
    assert own_folder() == own
    found = read_template(NAME)
    assert (found.path, found.is_own) == (shipped("letters") / NAME, False)
    own.mkdir(parents=True)
    (own / NAME).write_text("Hallo", "utf-8")
    assert read_template(NAME) == (own / NAME, "Hallo", True)


def test_copies_are_private_and_never_over_an_own_one(own: Path) -> None:
    copied, kept = copy_templates()
    assert (len(copied), kept) == (16, [])
    assert {stat.S_IMODE(path.stat().st_mode) for path in copied} == {0o600}
    assert (own / NAME).read_bytes() == (shipped("letters") / NAME).read_bytes()
    (own / NAME).write_text("mine", "utf-8")
    (own / "price.mail.de.txt").unlink()
    copied, kept = copy_templates()
    assert (len(copied), len(kept)) == (1, 15)
    assert (own / NAME).read_text("utf-8") == "mine"


def test_a_link_that_leads_nowhere_is_left_alone(own: Path) -> None:
    own.mkdir(parents=True)
    (own / NAME).symlink_to(own / "gone.txt")
    assert own / NAME in copy_templates()[1]
    assert not (own / "gone.txt").exists()


def test_a_folder_that_cannot_be_made_is_told(own: Path) -> None:
    own.parent.mkdir()
    own.write_text("a file", "utf-8")
    with pytest.raises(SessionError, match="The templates were not copied to"):
        copy_templates()


@pytest.mark.parametrize(
    ("content", "why"), [("Grüße".encode("cp1252"), "not UTF-8"), (b"x" * (LARGEST + 1), "too large")]
)
def test_what_is_no_template_is_told_with_its_path(own: Path, content: bytes, why: str) -> None:
    own.mkdir(parents=True)
    (own / NAME).write_bytes(content)
    with pytest.raises(KwError, match=why) as refusal:
        read_template(NAME)
    assert str(own / NAME) in refusal.value.line("de")
