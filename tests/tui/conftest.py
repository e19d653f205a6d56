"""Tests begin some eight hundred programs; Textual reads their style sheets once for all of them."""

from collections.abc import Iterator
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet


@pytest.fixture(scope="session", autouse=True)
def style_sheets_are_read_once() -> Iterator[None]:
    """A fifth of the time of a test; what is read depends on the text and the colours of the theme alone."""
    read, known = Stylesheet._parse_rules, dict[tuple[object, ...], Any]()

    def read_once(self: Stylesheet, *args: Any, **named: Any) -> Any:
        key = (*args, *sorted(named.items()), *sorted(self._variables.items()))
        if key not in known:
            known[key] = read(self, *args, **named)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", read_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def failures_are_not_written_into_anybodys_log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests let fail is no failure of the person whose machine it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield
