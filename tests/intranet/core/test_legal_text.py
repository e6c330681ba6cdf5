import pytest

from intranet.core.legal_text import Heading, Item, ItemList, Paragraph, Table, parse_blocks


@pytest.mark.parametrize(
    "line", ["§", "§ bez numeru", "1.bez odstępu", "|", "#tytuł", "12.01.2017 r.", "e-mail"]
)
def test_line_that_fits_no_rule_is_a_paragraph(line: str) -> None:
    assert parse_blocks(line) == [Paragraph(text=line)]


@pytest.mark.parametrize("text", ["", "\n\n", " \t \r\n"])
def test_blank_text_has_no_blocks(text: str) -> None:
    assert parse_blocks(text) == []


def test_each_line_is_a_block_of_its_own() -> None:
    assert parse_blocks("Pierwszy.\nDrugi.\n\nTrzeci.") == [
        Paragraph(text="Pierwszy."),
        Paragraph(text="Drugi."),
        Paragraph(text="Trzeci."),
    ]


def test_unit_gives_a_heading_and_its_text() -> None:
    assert parse_blocks("§ 3a. Traci moc zarządzenie.") == [
        Heading(level=2, text="§ 3a."),
        Paragraph(text="Traci moc zarządzenie."),
    ]


def test_unit_may_open_with_its_first_section() -> None:
    assert parse_blocks("§ 1. 1. Pierwszy ustęp.\n2. Drugi ustęp.") == [
        Heading(level=2, text="§ 1."),
        ItemList(items=[Item("1.", "Pierwszy ustęp.", rank=0), Item("2.", "Drugi ustęp.", rank=0)]),
    ]


def test_units_stand_one_level_under_a_chapter() -> None:
    assert parse_blocks("§ 1. A.\n## Rozdział 2\n§ 2. B.") == [
        Heading(level=2, text="§ 1."),
        Paragraph(text="A."),
        Heading(level=2, text="Rozdział 2"),
        Heading(level=3, text="§ 2."),
        Paragraph(text="B."),
    ]


def test_points_letters_and_indents_nest_under_their_section() -> None:
    (block,) = parse_blocks("1. Ustęp:\n1) punkt:\na) litera:\n– tiret,\nb) druga;\n2) punkt.\n2. Ustęp.")

    assert block == ItemList(
        items=[
            Item(
                "1.",
                "Ustęp:",
                rank=0,
                children=[
                    Item(
                        "1)",
                        "punkt:",
                        rank=1,
                        children=[
                            Item("a)", "litera:", rank=2, children=[Item("–", "tiret,", rank=3)]),
                            Item("b)", "druga;", rank=2),
                        ],
                    ),
                    Item("2)", "punkt.", rank=1),
                ],
            ),
            Item("2.", "Ustęp.", rank=0),
        ]
    )


def test_section_after_bare_points_starts_at_the_outer_level() -> None:
    (block,) = parse_blocks("1) punkt\n1. ustęp")

    assert isinstance(block, ItemList)
    assert [item.label for item in block.items] == ["1)", "1."]


def test_rows_form_one_table_with_the_first_as_header() -> None:
    assert parse_blocks("| Lp. | Nazwa |\n| 1 | Ćwik |\n| 2 |\n| 3 | Żak | zbędna |") == [
        Table(header=("Lp.", "Nazwa"), rows=[("1", "Ćwik"), ("2", ""), ("3", "Żak")])
    ]
