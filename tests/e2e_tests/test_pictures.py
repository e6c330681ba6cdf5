"""The comparison of pictures sees what a person would, and nothing less."""

from pathlib import Path

from PIL import Image, ImageDraw

from tests.e2e.pictures import compare, keep


def page(*, card_at: int = 40, text: str = "Rejestr zarządzeń", ground: str = "white") -> Image.Image:
    picture = Image.new("RGB", (640, 400), ground)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 640, 30), fill="#0b5a80")
    draw.rectangle((40, card_at, 600, card_at + 120), outline="#6c7986", fill="#eceff3")
    draw.text((60, card_at + 20), text, fill="#14202b")
    return picture


def test_a_page_is_the_same_as_itself_after_it_was_kept(tmp_path: Path) -> None:
    keep(page(), tmp_path / "page.png")

    with Image.open(tmp_path / "page.png") as kept:
        assert compare(kept, page()).is_same


def test_letters_a_pixel_aside_are_no_change() -> None:
    moved = page()
    moved.paste(page().crop((0, 50, 639, 90)), (1, 50))

    assert compare(page(), moved).is_same


def test_a_card_that_moved_is_a_change() -> None:
    assert not compare(page(), page(card_at=80)).is_same


def test_another_colour_of_the_page_is_a_change() -> None:
    assert not compare(page(), page(ground="#d6dce3")).is_same


def test_a_page_that_grew_is_a_change() -> None:
    assert not compare(page(), page().resize((640, 420))).is_same


def test_the_marked_picture_shows_where() -> None:
    marked = compare(page(), page(card_at=200)).marked

    assert marked is not None
    assert marked.getbbox() is not None
