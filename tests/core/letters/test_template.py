import pytest

from kw_tui.core.letters.fields import FIELD_IDS, gaps, values
from kw_tui.core.letters.price_list import WIDTH
from kw_tui.core.letters.template import parse, render
from kw_tui.vocabulary.errors import UsageError
from tests.core.letters.matters import matter

TOLD = dict.fromkeys(FIELD_IDS, "")


def rendered(text: str, **told: str) -> str:
    return render(parse(text, "t.txt"), TOLD | told, {})


def test_placeholders_are_filled_and_comments_left_out() -> None:
    assert rendered("# a comment ${nonsense}\nAn ${customer} am ${ today }\n", customer="A", today="B") == "An A am B\n"


def test_a_line_whose_placeholders_are_all_empty_is_left_out() -> None:
    text = "${company}\n${address}\n${postcode} ${town}\nTelefon ${phone}\n"
    assert rendered(text, company="A", town="Peine") == "A\nPeine\n"


def test_the_gap_a_paragraph_leaves_is_closed() -> None:
    text = "a\n\n${motive}\n\n${surcharge}\n\nb\n"
    assert rendered(text) == "a\n\nb\n"
    assert rendered(text, motive="m") == "a\n\nm\n\nb\n"
    assert rendered(text, surcharge="s") == "a\n\ns\n\nb\n"
    assert rendered("${motive}\n\na\n\n\nb\n\n${motive}\n") == "a\n\n\nb\n"


def test_what_stands_in_is_never_read_again() -> None:
    assert rendered("${customer}", customer="${company} $$ $company", company="X") == "${company} $$ $company\n"


def test_a_dollar_sign_is_two_and_one_alone_stays() -> None:
    assert rendered("$${customer} 5 $ $x ${customer}", customer="A") == "${customer} 5 $ $x A\n"


def test_long_lines_are_broken_and_a_figure_keeps_its_unit() -> None:
    text = " ".join(["wort"] * 12) + " um ${step} mehr ab ${surcharge} netto und so weiter"
    written = rendered(text, step="99999,5 %", surcharge="EUR 1,000.00")
    assert all(len(line) <= WIDTH for line in written.split("\n"))
    assert "99999,5 %" in written
    assert "EUR 1,000.00" in written
    assert len(rendered("${customer}", customer="x" * 300).split("\n")) == 6


def test_a_block_keeps_its_lines() -> None:
    table = "a                b\nc" + " " * WIDTH + "d"
    assert rendered("${price_examples}", price_examples=table) == f"{table}\n"


def test_line_ends_and_marks_of_other_systems_are_read() -> None:
    assert rendered("\ufeff# c\r\na\r\n\r\nb\r\n") == "a\n\nb\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n${custommer}", "t.txt, line 2: there is no placeholder ${custommer} - did you mean ${customer}?"),
        ("${}", "Template own/t.txt, line 1: there is no placeholder ${} - there are ${company}"),
        ("${x\x1b[2J}", "${x·[2J}"),
    ],
)  # fmt: skip
def test_an_unknown_placeholder_is_refused_in_one_line(text: str, line: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse(text, "own/t.txt")
    said = refusal.value.line("en")
    assert line.replace("there are ${company}", "there are company") in said
    assert "\n" not in said
    assert "\x1b" not in said


def test_a_name_that_means_harm_changes_nothing_but_its_own_line() -> None:
    name = "=HYPERLINK(1)\n\nKündigung\x1b[2J ${phone} " + "x" * 10_000
    one = matter(facts={"name": name})
    told = values(one, "de")
    text = render(parse("${customer}\n\nEnde\n", "t"), told, gaps(one, told, "de"))
    assert text.endswith("\n\nEnde\n")
    assert text.count("\n\n") == 1
    assert "${phone}" in text
    assert "\x1b" not in text


def test_a_template_steers_no_terminal() -> None:
    assert parse("\x1b[2Ja\tb\u202e\n", "x").lines == ("·[2Ja   b¿",)
