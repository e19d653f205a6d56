from typing import get_args

from kw_tui.cli import app
from kw_tui.cli.options import Format
from tests.cli.conftest import Call

READING = ("customers", "segments", "queue", "conditions", "decisions")


def test_every_command_on_a_session_takes_it_the_same_way() -> None:
    commands = app.command_tree("en").commands
    for name, command in commands.items():
        options = {option for parameter in command.params for option in parameter.opts}
        assert "--lang" in options
        assert ({"--session", "-s"} <= options) == (name not in {"demo", "config", "keys"}), name


def test_every_listing_takes_the_same_options() -> None:
    commands = app.command_tree("en").commands
    wanted = {"--format", "--output", "-o", "--where", "--sort", "--desc", "--limit", "--columns", "--period"}
    for name in READING:
        assert wanted <= {option for parameter in commands[name].params for option in parameter.opts}


def test_the_formats_are_those_promised(kw: Call) -> None:
    assert get_args(Format) == ("table", "csv", "json", "parquet")
    assert "parquet" in kw("customers", "--format", "xml").err
