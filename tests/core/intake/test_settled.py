from kw_tui.core.intake.mapping import Mapping
from kw_tui.core.intake.settled import OFF_A_LINE, Settled


def test_a_file_is_read_as_it_is_written_unless_its_values_tell() -> None:
    read = Settled(Mapping({"net_amount": "Netto"}, {"net_amount": "exact"}))
    assert (read.moves, read.packs, read.taken_off) == ({}, {}, OFF_A_LINE)
    assert not any((read.each, read.after_discount, read.inclusive, read.in_points, read.questions))
