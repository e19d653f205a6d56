import codecs
import json
from pathlib import Path

import pytest

from kw_tui.storage.readers import json_lines
from kw_tui.storage.readers.json_lines import is_json, read_json
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.import_options import ImportOptions


@pytest.fixture
def read(tmp_path: Path):
    def read_bytes(content: bytes | str, **options: str) -> RawText:
        path = tmp_path / "file.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        assert is_json(path)
        staging = tmp_path / "staging"
        staging.mkdir(exist_ok=True)
        raw = read_json(path, staging, ImportOptions(**options))
        raw.require_unchanged()
        assert raw.records == raw.frame.collect().height
        assert raw.size == path.stat().st_size
        return raw

    return read_bytes


def rows(raw: RawText) -> list[tuple]:
    return raw.frame.collect().rows()


def rejects(raw: RawText) -> list[tuple]:
    return raw.rejects.select("line_first", "code", "raw").collect().rows()


@pytest.mark.parametrize("form", ["lines", "array", "inner"])
def test_true_numbers_beside_texts_cannot_be_taken_for_thousands(read, form: str, monkeypatch) -> None:
    monkeypatch.setattr(json_lines, "BLOCK", 64)
    cells = ["1.234", "-1.234", "12.5", '"1.234,50"', '"1.234"', "12345.678", "0.123", "1.2e3"]
    objects = [f'{{"netto": {cell}, "text": "a, 1.234, b"}}' for cell in cells]
    whole = {"lines": "\n".join(objects), "array": f"[{','.join(objects)}]", "inner": f'{{"d":[{",".join(objects)}]}}'}
    raw = read(whole[form])
    assert [row[1] for row in rows(raw)] == [
        "1.2340", "-1.2340", "12.5", "1.234,50", "1.234", "12345.678", "0.123", "1.2e3",
    ]  # fmt: skip
    assert {row[2] for row in rows(raw)} == {"a, 1.234, b"}


def test_numbers_without_such_texts_stay_as_they_are_written(read) -> None:
    assert rows(read('{"a":1.234,"b":"x"}\n{"a":5.678,"b":"1.50"}\n')) == [(1, "1.234", "x"), (2, "5.678", "1.50")]


def test_lines_are_physical_and_every_one_is_in_one_place(read) -> None:
    raw = read('\n{"a":1,"b":"x"}\r\n \t\n{"a":0.10}\nnull\n{"a":2,"b":"y"\n[1]\n{"b":"\x85\u2028"}\n\n')
    assert raw.headers == ("a", "b")
    assert rows(raw) == [(2, "1", "x"), (4, "0.10", None), (8, None, "\x85\u2028")]
    assert rejects(raw) == [(5, "bad-json", "null"), (6, "bad-json", '{"a":2,"b":"y"'), (7, "bad-json", "[1]")]
    assert (raw.lines, raw.blank, raw.records) == (9, 3, 3)
    assert (raw.format, raw.encoding, raw.header_line) == ("json", "utf-8", None)


def test_lines_are_the_same_with_and_without_a_template(read, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        json.dumps({"k": f"K{number}", "net": number / 8, "c": {"id": number, "ort": "Köln"}}) for number in range(900)
    ]
    lines[10:20] = [line.replace('"net"', '"netto"') for line in lines[10:20]]
    lines[30:200:2] = ['{"net": 1.50, "k": "K"}'] * 85
    lines[5], lines[6], lines[800] = '{"k":"ü\\n","net":1E5,"c":{"id":null,"ort":""}}', "", '{"new":1,"k":"K"}'
    content = "\r\n".join(lines)
    fast = read(content)
    monkeypatch.setattr(json_lines, "usual_templates", lambda lines: [])
    slow = read(content)
    assert fast.headers == slow.headers == ("k", "net", "c.id", "c.ort", "netto", "new")
    assert rows(fast) == rows(slow)
    assert rows(fast)[5] == (6, "ü\n", "1E5", None, None, None, None)
    assert rows(fast)[-101] == (800, "K799", "99.875", "799", "Köln", None, None)
    assert (fast.lines, fast.blank, fast.records) == (slow.lines, slow.blank, slow.records) == (900, 1, 899)
    assert fast.sha256 == slow.sha256


@pytest.mark.parametrize("end", ["", "\n"])
def test_blocks_are_cut_at_line_ends(read, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    monkeypatch.setattr(json_lines, "BLOCK", 40)
    lines = [f'{{"a":"{"ü" * (number % 60)}","b":{number}}}' for number in range(200)]
    lines[50] = '{"late":true}'
    raw = read("\n".join(lines) + end)
    assert raw.lines == 200
    assert [row[0] for row in rows(raw)] == list(range(1, 201))
    assert rows(raw)[50] == (51, None, None, "true")
    assert rows(raw)[199] == (200, "ü" * 19, "199", None)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8-sig", b""), ("utf-16", b""), ("utf-16-le", b""), ("utf-16-be", b""), ("utf-8", codecs.BOM_UTF8)],
)
def test_every_encoding_json_comes_in(read, encoding: str, mark: bytes) -> None:
    raw = read(mark + '{"ort":"Köln"}\n{"ort":"Zürich"}\n'.encode(encoding))
    assert rows(raw) == [(1, "Köln"), (2, "Zürich")]


def test_bytes_that_are_no_text_cost_one_line(read) -> None:
    content = '{"ort":"Köln"}\n'.encode() + b'{"ort":"K\xf6ln"}\n' + b'{"ort":"Ulm"}\n'
    raw = read(content)
    assert rows(raw) == [(1, "Köln"), (3, "Ulm")]
    assert [(line, code) for line, code, _ in rejects(raw)] == [(2, "encoding")]
    assert rows(read(content, encoding="cp1252"))[1] == (2, "Köln")


@pytest.mark.parametrize(
    ("content", "mark"),
    [
        ('{"a":1.5}', "."),
        ('[{"a":-1.5}]', "."),
        ('{"a":1.5,"b":"1,5"}', None),
        ('{"a":"1.5"}', None),
        ('{"a":1}', None),
    ],
)
def test_the_mark_is_settled_by_numbers_unless_texts_differ(read, content: str, mark: str | None) -> None:
    assert read(content).mark == mark


def test_names_that_collide_and_names_like_the_line_number(read) -> None:
    raw = read('{"line":"x","a":1,"a":2,"":3,"*":4,"c.id":5,"c":{"id":6}}\n')
    assert raw.headers == ("line (2)", "a", "a (2)", "column 4", "*", "c.id", "c.id (2)")
    assert raw.doubles == ("a (2)", "c.id (2)")
    assert rows(raw) == [(1, "x", "1", "2", "3", "4", "5", "6")]
    assert raw.frame.collect().columns[0] == LINE


@pytest.mark.parametrize(
    "content",
    [
        '[{"a":1,"b":{"c":0.10}},\n{"a":2}]',
        '[\n  {\n    "a": 1,\n    "b": {"c": 0.10}\n  },\n  {"a": 2}\n]\n',
        '{\n"a": 1, "b": {"c": 0.10}}\n{\n"a": 2}\n',
        '{"value": [{"a": 1, "b": {"c": 0.10}}, {"a": 2}], "@odata.count": 2}',
        '{"d":\n {"results": [{"a": 1, "b": {"c": 0.10}}, {"a": 2}]}}',
    ],
)
def test_documents_are_read_by_element(read, content: str) -> None:
    raw = read(content)
    assert raw.headers == ("a", "b.c")
    assert rows(raw) == [(1, "1", "0.10"), (2, "2", None)]
    assert raw.lines == 2
    assert "elements" in raw.notes[0].en


def test_elements_that_are_no_objects_are_rejects(read) -> None:
    raw = read('[{"a":1}, 5, [1], {"a":2}]')
    assert rows(raw) == [(1, "1"), (4, "2")]
    assert rejects(raw) == [(2, "bad-json", "5"), (3, "bad-json", "[1]")]


def test_of_several_lists_one_is_chosen(read) -> None:
    content = '{"kunden":[{"id":1}],"rechnungen":[{"nr":7},{"nr":8}]}'
    assert read(content).sheets == ("kunden", "rechnungen")
    raw = read(content, sheet="rechnungen")
    assert raw.sheet == "rechnungen"
    assert rows(raw) == [(1, "7"), (2, "8")]


def test_an_object_longer_than_the_look_at_its_beginning(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "_HEAD", 64)
    records = [{"a": number} for number in range(50)]
    assert read(json.dumps({"value": records})).lines == 50
    assert read(json.dumps(records, indent=1)).lines == 50
    assert read('{"a":"' + "x" * 100 + '"}\n').lines == 1


def test_one_object_alone_is_one_row(read) -> None:
    assert rows(read('{"a":1,"tags":["x"]}')) == [(1, "1", '["x"]')]


@pytest.mark.parametrize("content", ["[]", "{}\n"[:0] + "[\n]\n"])
def test_nothing_to_read_is_refused(read, content: str) -> None:
    with pytest.raises(SourceError, match="empty"):
        read(content)


def test_an_array_that_breaks_off_is_refused(read) -> None:
    with pytest.raises(SourceError, match="no valid JSON after element 2"):
        read('[{"a":1},\n{"a":')


def test_a_line_without_end_is_refused(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 1000)
    monkeypatch.setattr(json_lines, "BLOCK", 100)
    with pytest.raises(SourceError, match="a line is longer than"):
        read('{"a":1}\n{"a":"' + "x" * 5000)


def test_a_file_of_something_else_is_refused(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "MOST_REJECTS", 10)
    with pytest.raises(SourceError, match="not objects of JSON"):
        read('{"a":1}\n' * 20 + "x\n" * 20)


@pytest.mark.parametrize(
    ("content", "known"),
    [
        (b'{"a":1}\n', True), (b' \n{ "a" : 1}', True), (b"[{", True), (b"{}", True), (b"[ ]", True),
        (b'# export\n{"a":1}\n{"a":2}\n', True), (b"\xef\xbb\xbf[{}]", True), ('{"ä":1}'.encode("utf-16"), True),
        (b"", False), (b"[section]\nkey=1\n", False), (b"a;b\n1;2\n", False), (b"{curly;b}\n1;2\n", False),
        (b"{1;2}\n{3;4}\n", False), (b"PAR1", False), (b'a;"{""b"":1}"\n', False),
    ],
)  # fmt: skip
def test_json_is_known_by_what_it_begins_with(tmp_path: Path, content: bytes, known: bool) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert is_json(path) is known


def test_cancelling_leaves_nothing_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "BLOCK", 1000)
    path = tmp_path / "file"
    path.write_text('{"a":1}\n' * 1000)
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if len(seen) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_json(path, tmp_path, progress=stop)
    assert seen == [(1000, 8000), (2000, 8000), (3000, 8000)]


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_text('{"a":1}\n')
    monkeypatch.setattr("kw_tui.storage.readers.staged_parts.RESERVE", 1 << 60)
    with pytest.raises(SourceError, match="no space left"):
        read_json(path, tmp_path)
