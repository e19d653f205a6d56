import pytest

from kw_tui.vocabulary.harmless import harmless


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Müller", "Müller"),
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+49 30", "'+49 30"),
        ("＝1+1", "'＝1+1"),
        ("-1,5", "-1,5"),
        ("-x", "'-x"),
        ("\t=1", "'·=1"),
        ("a\x1b]52;c;x\x07b", "a·]52;c;x·b"),
        ("a\u202eb", "a¿b"),
        ("\udcff", "\ufffd"),
    ],
)
def test_nothing_acts(text: str, safe: str) -> None:
    assert harmless(text) == safe
