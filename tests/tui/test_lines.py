from kw_tui.tui.lines import beside, clipped, content, filled, length, pair, plain, trimmed, wrapped


def test_markup_in_data_stays_text_and_controls_are_made_safe() -> None:
    shown = content([(("[bold]/[/x]\x1b]52;", "negative"),)])
    assert shown.plain == "[bold]/[/x]·]52;"


def test_a_pair_fills_its_width() -> None:
    line = pair("Umsatz", "12", 20)
    assert length(line) == 20
    assert plain([line]).startswith("Umsatz ")
    assert plain([line]).endswith(" 12")


def test_cut_text_says_so() -> None:
    assert clipped("Großhandel", 6) == "Großh…"
    assert clipped("Groß", 6) == "Groß"
    assert filled("x", 3, right=True) == "  x"
    assert clipped("x", 0) == ""


def test_wide_letters_count_their_cells() -> None:
    assert len(filled("株式会社", 6)) < 6
    assert length(((filled("株式会社", 6), ""),)) == 6


def test_a_figure_keeps_its_unit() -> None:
    assert wrapped("Besuche mindestens 8,0 % vom DB", 22) == ["Besuche mindestens", "8,0 % vom DB"]


def test_blocks_beside_each_other_are_aligned() -> None:
    lines = beside([(("ab", ""),), (("abc", ""),)], [(("x", ""),)], 4, gap=2)
    assert plain(lines) == "ab    x\nabc   "


def test_a_name_as_long_as_a_file_is_cut_at_once() -> None:
    assert clipped("x" * 10_000_000, 10) == "x" * 9 + "…"
    assert clipped("日本語", 5) == "日本…"
    assert max(map(len, wrapped("x" * 10_000, 20, "  "))) <= 20


def test_a_line_is_trimmed_to_its_room() -> None:
    line = trimmed((("Müller ", "strong"), ("0010", "dim"), (" A", "")), 9)
    assert plain([line]) == "Müller 0…"
