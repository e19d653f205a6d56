"""Sheets as XML, and what both ways to survey them must find."""

from kw_tui.storage.readers.workbooks.survey import Survey

NUMBER = '<c r="A1"><v>1</v></c>'
CASES: dict[str, tuple[str, Survey]] = {
    "plain": (f'<row r="1">{NUMBER}<c r="C1" t="s"><v>0</v></c></row>', Survey(1, 3)),
    "far right": ('<row r="7"><c r="AB7"><v>1</v></c></row>', Survey(7, 28)),
    "failed formula": (
        '<row r="2"><c r="B2" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
        Survey(2, 2, [(2, 2, "#DIV/0!")]),
    ),
    "failed without formula": ('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>', Survey(1, 1, [(1, 1, "#N/A")])),
    "formula never computed": (
        '<row r="3"><c r="D3"><f>A1&amp;"x"</f><v></v></c><c r="E3"><f>B1</f></c></row>',
        Survey(3, 5, [(3, 4, '=A1&"x"'), (3, 5, "=B1")]),
    ),
    "formula with an empty text": (f'<row r="1">{NUMBER}<c r="B1" t="str"><f>A1</f><v></v></c></row>', Survey(1, 1)),
    "formula with a text": (
        '<row r="1"><c r="A1" t="str"><f>B1</f><v>x</v></c></row>',
        Survey(1, 1, has_own_text=True),
    ),
    "computed formulas": (f'<row r="1">{NUMBER}<c r="B1"><f>A1</f><v>2</v></c></row>', Survey(1, 2)),
    "shared formula": ('<row r="1"><c r="A1"><f t="shared" si="0"/><v>2</v></c></row>', Survey(1, 1)),
    "own text": ('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>', Survey(1, 1, has_own_text=True)),
    "no rows": ("", Survey()),
}
