import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.storage.readers import json_stream
from kw_tui.storage.readers.json_rows import DECODER
from kw_tui.storage.readers.json_stream import Document, has_inner_list
from kw_tui.vocabulary.errors import SourceError

SOURCE = Path("file.json")


def pieces(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(0, len(text), size))


def elements(text: str, size: int = 3, wanted: str | None = None, inner: bool = False) -> list[str]:
    return [written for _, written in Document(SOURCE, pieces(text, size), wanted).elements(inner)]


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[{"a":1},\n {"a":2}]\n', ['{"a":1}', '{"a":2}']),
        ("[1, 23 ,null]", ["1", "23", "null"]),
        ("[]", []),
        ('{"a":\n1}\n{"a":2}, {"a":3}', ['{"a":\n1}', '{"a":2}', '{"a":3}']),
        ('[{"a":"],}\\""}]', ['{"a":"],}\\""}']),
    ],
)
def test_elements_are_those_of_the_array_or_one_by_one(text: str, found: list[str], size: int) -> None:
    assert elements(text, size) == found


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_a_list_inside_objects_is_found_and_may_be_chosen(size: int) -> None:
    text = '{"count": 2, "ids": [1,2], "d": {"results": [{"a":1},{"a":2}]}, "more": [{"b":1}], "none": []}'
    document = Document(SOURCE, pieces(text, size), None)
    assert [written for _, written in document.elements(True)] == ['{"a":1}', '{"a":2}']
    assert document.lists == ["d.results", "more"]
    assert document.chosen == "d.results"
    assert elements(text, size, "more", inner=True) == ['{"b":1}']
    with pytest.raises(SourceError, match="no fitting list") as refused:
        elements(text, size, "absent", inner=True)
    assert "d.results, more" in refused.value.hint.en


@pytest.mark.parametrize(
    "text",
    ['[{"a":1}', '[{"a":1},', '[{"a":1} {"a":2}]', '[{"a":1}] x', '[{"a":1},{"a":]', '[{"a":1}]]', '{"a":1}{"b"'],
)
def test_what_breaks_off_or_goes_wrong_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="no valid JSON after element"):
        elements(text)


def test_an_element_without_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LARGEST", 1000)
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        yield '[{"a":"'
        while True:
            taken += 1
            yield "x" * 100

    with pytest.raises(SourceError, match="no valid JSON"):
        list(Document(SOURCE, endless(), None).elements(False))
    assert taken < 20


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=8,
)


@given(values=st.lists(JSON, max_size=4), size=st.integers(1, 9), indent=st.none() | st.integers(0, 2))
@settings(max_examples=100, deadline=None)
def test_an_array_is_read_the_same_in_any_pieces(values: list[object], size: int, indent: int | None) -> None:
    text = json.dumps(values, indent=indent, ensure_ascii=False)
    assert [json.loads(written) for written in elements(text, size)] == values


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ('{"value":[{}]}', True), ('{"d":{"results":[{"a":1}]}}', True), ('{"a":{"b":{"c":[{}]}}}', True),
        ('{"a":{"b":{"c":{"d":[{}]}}}}', False), ('{"a":[1]}', False), ("[{}]", False), ('{"a":1}', False),
    ],
)  # fmt: skip
def test_whether_an_object_holds_a_list_of_objects(text: str, has: bool) -> None:
    assert has_inner_list(DECODER.decode(text)) is has
