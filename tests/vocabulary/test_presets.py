import pytest

from kw_tui.vocabulary.presets import PRESETS, Preset
from kw_tui.vocabulary.sources import table_by_id

PROGRAMS = ("Shopify", "Odoo", "ERPNext", "SAP", "Business Central", "Lexware", "DATEV", "HubSpot", "Salesforce")


def test_every_program_is_there() -> None:
    for program in PROGRAMS:
        assert any(preset.label.de.startswith(program) and preset.label.en.startswith(program) for preset in PRESETS)
    assert len({preset.id for preset in PRESETS}) == len(PRESETS)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_a_preset_names_fields_of_its_table(preset: Preset) -> None:
    table = table_by_id(preset.table)
    assert all(field in table for field in preset.fields)
    assert all(column.id in preset.fields or column.id == "net_amount" for column in table.columns if column.required)
    assert set(preset.fill_down) <= set(preset.fields)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_the_marks_of_a_preset_are_headers_it_knows(preset: Preset) -> None:
    assert len(preset.marks) >= 2
    assert {header for mark in preset.marks for header in mark} <= set(preset.typical)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_no_header_is_written_with_blanks_around_it(preset: Preset) -> None:
    assert all(header and header == header.strip() and "|" not in header for header in preset.typical)
    assert not set(preset.left_out) & {header for headers in preset.fields.values() for header in headers}
