"""What is sent takes as many cells as were drawn, in a terminal that counts sign by sign too."""

import pytest
from rich.cells import cell_len
from wcwidth import wcwidth

from kw_tui.tui.alike import alike


@pytest.mark.parametrize(
    ("drawn", "sent"),
    [
        ("Müller & Söhne │ 漢字 e\u0301 ▆", None),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 GmbH", "\U0001f468 GmbH"),
        ("\U0001f469\U0001f3fd\u200d\U0001f680", "\U0001f469"),
        ("\U0001f3f3\ufe0f\u200d\U0001f308|", "\U0001f3f3 |"),
        ("\x1b[1m\u2764\ufe0f\x1b[m|", "\x1b[1m\u2764 \x1b[m|"),
        ("1\ufe0f\u20e3", "1 "),
        ("\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7", "DEFR"),
        ("\x1b[1m\U0001f3ff\x1b[m\ufe0f", "\x1b[1m\x1b[m"),
        ("\u0915\u094d\u200d\u0937", None),  # joined letters stay joined
    ],
)
def test_compounds_are_counted_alike_everywhere(drawn: str, sent: str | None) -> None:
    assert alike(drawn) == (drawn if sent is None else sent)
    if sent is not None and "\x1b" not in sent:
        assert cell_len(drawn) == cell_len(sent) == sum(map(wcwidth, sent))
