import io
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from pypdf.generic import DictionaryObject

from intranet.core.pdf import AttachmentHeading, DocumentForPdf, OrderHeading, PdfError, render_document
from intranet.core.pdf.drawable import DRAWABLE_RANGES

ORDER = DocumentForPdf(
    title="Zarządzenie nr 2/2017 w sprawie wprowadzenia Polityki Antykorupcyjnej",
    author="Miejski Ośrodek Pomocy Społecznej w Łodzi",
    heading=OrderHeading(
        name="ZARZĄDZENIE NR 2/2017",
        issuer="DYREKTORA MIEJSKIEGO OŚRODKA POMOCY SPOŁECZNEJ W ŁODZI",
        dated="z dnia 12 stycznia 2017 r.",
        subject="w sprawie wprowadzenia Polityki Antykorupcyjnej",
    ),
    body="Zarządzam, co następuje:\n\n§ 1. Wprowadza się zażółconą gęślą jaźń.\n§ 2. 1. Ustęp:\n1) punkt.",
    signature="Dyrektor MOPS",
    recipients_label="Otrzymują:",
    recipients=("kierownicy komórek organizacyjnych", "a/a"),
    footer_note="Dane przykładowe",
    page_label="strona {page} z {pages}",
    dated=date(2017, 1, 12),
)


def read(document: DocumentForPdf) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render_document(document)))


def text_of(document: DocumentForPdf) -> str:
    """Return the text a search engine would take from the file, with its spaces made ordinary."""
    pages = "\n".join(page.extract_text() for page in read(document).pages)
    return " ".join(pages.split())


def tags_of(reader: pypdf.PdfReader) -> list[str]:
    """Return the names of the structure elements in reading order."""
    names: list[str] = []

    def walk(node: object) -> None:
        resolved = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(resolved, list):
            for inner in resolved:
                walk(inner)
        elif isinstance(resolved, DictionaryObject):
            if "/S" in resolved:
                names.append(str(resolved["/S"]))
            if "/K" in resolved:
                walk(resolved["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return names


def test_document_without_a_title_is_refused_because_pdf_ua_demands_one() -> None:
    with pytest.raises(PdfError, match="title"):
        render_document(replace(ORDER, title=""))


def test_unknown_language_is_refused() -> None:
    with pytest.raises(PdfError):
        render_document(replace(ORDER, language="polski język"))


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("x") #sys.inputs #import "x.typ": *',
        '#read("document.typ")',
        "$x^2$ @etykieta <etykieta> *b* _i_ `kod` \\u{41} \\ // nie komentarz /* ani to */",
        '"} , {"kind": "heading"} \\" \' --- ... ~',
        "= nagłówek + punkt [nawias] (nawias) #[#] %PDF-1.7 endobj",
    ],
)
def test_typst_markup_in_any_field_is_shown_as_typed(hostile: str) -> None:
    document = replace(
        ORDER,
        title=hostile,
        author=hostile,
        heading=AttachmentHeading(reference=(hostile,), title=hostile),
        body=f"{hostile}\n§ 1. {hostile}\n1) {hostile}\n| {hostile} |",
        signature=hostile,
        recipients=(hostile,),
        footer_note=hostile,
    )

    shown = text_of(document).replace("\u200b", "")

    assert shown.replace(" ", "").count(hostile.replace(" ", "")) == 9


def test_characters_without_a_glyph_become_white_squares() -> None:
    shown = text_of(replace(ORDER, body="Ocena 😀 i 👨‍👩‍👧 oraz 漢字 i \ud800 koniec zażółcony"))

    assert "Ocena □ i □□□ oraz □□ i □ koniec zażółcony" in shown


def test_missing_glyphs_in_title_heading_and_table_do_not_raise() -> None:
    document = replace(ORDER, title="😀", heading=OrderHeading(name="😀"), body="| 😀 | b |\n| c | 🏛️ |")

    assert "□" in text_of(document)


def test_control_and_direction_characters_are_dropped() -> None:
    shown = text_of(replace(ORDER, body="do\x00bre\u202e słowo\u2066 \x07tutaj"))

    assert "dobre słowo tutaj" in shown


def test_right_to_left_text_is_kept() -> None:
    shown = text_of(replace(ORDER, body="שלום i مرحبا"))

    assert "םולש" in shown or "שלום" in shown


def test_decomposed_polish_letters_are_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "źdźbło żółci")

    assert "źdźbło żółci" in text_of(replace(ORDER, body=decomposed))


def test_accent_on_a_character_that_cannot_carry_it_does_not_raise() -> None:
    shown = text_of(replace(ORDER, body="漢\u0591 i a\u0489 zażółć"))

    assert "□ i a zażółć" in shown


def test_every_character_of_the_drawable_ranges_has_a_glyph() -> None:
    chars = [chr(code) for low, high in DRAWABLE_RANGES for code in range(low, high + 1)]
    drawn = [char for char in chars if unicodedata.category(char)[0] not in "CMZ"]

    shown = text_of(replace(ORDER, heading=OrderHeading(name=" ".join(drawn)), body=" ".join([*drawn, "😀"])))

    # Twice the square itself, once the emoji that made the renderer take its careful way.
    assert shown.count("□") == 3


def test_word_of_500_letters_is_broken_inside_the_margins() -> None:
    page = read(replace(ORDER, body="W" * 500)).pages[0]

    lines = [line for line in page.extract_text().splitlines() if set(line) <= {"W", "\u200b"}]

    assert sum(line.count("W") for line in lines) == 500
    assert max(line.count("W") for line in lines) <= 40


def test_long_words_in_a_narrow_table_are_broken() -> None:
    word = "x" * 200

    lines = read(replace(ORDER, body=f"| Lp. | {word} | {word} | {word} |\n| 1 |")).pages[0].extract_text()

    assert lines.count("x") == 600
    assert max(line.count("x") for line in lines.splitlines()) <= 80


def test_document_is_tagged_and_names_its_language_title_and_author() -> None:
    reader = read(ORDER)

    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "pl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == ORDER.title
    assert reader.metadata.author == ORDER.author
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()


def test_tags_follow_the_structure_of_the_order() -> None:
    tags = tags_of(read(replace(ORDER, body=ORDER.body + "\n| Lp. | Nazwa |\n| 1 | Łąka |")))

    assert tags.count("/H1") == 1
    assert tags.count("/H2") == 2
    assert tags.count("/LI") == 4  # one section with its point, two recipients
    assert tags.count("/TH") == 2
    assert tags.count("/TD") == 2


def test_units_under_a_chapter_are_headings_of_the_third_level() -> None:
    tags = tags_of(read(replace(ORDER, body="## Rozdział 1. Przepisy ogólne\n§ 1. Tekst.\n§ 2. Tekst.")))

    assert [tag for tag in tags if tag.startswith("/H")] == ["/H1", "/H2", "/H3", "/H3"]


def test_text_comes_out_with_polish_letters_in_reading_order() -> None:
    shown = text_of(ORDER)

    assert shown == (
        "ZARZĄDZENIE NR 2/2017 DYREKTORA MIEJSKIEGO OŚRODKA POMOCY SPOŁECZNEJ W ŁODZI "
        "z dnia 12 stycznia 2017 r. w sprawie wprowadzenia Polityki Antykorupcyjnej Zarządzam, co następuje: "
        "§ 1. Wprowadza się zażółconą gęślą jaźń. § 2. 1. Ustęp: 1) punkt. Dyrektor MOPS "
        "Otrzymują: 1. kierownicy komórek organizacyjnych 2. a/a Dane przykładowe strona 1 z 1"
    )


def test_attachment_names_its_order_before_its_title() -> None:
    heading = AttachmentHeading(
        reference=("Załącznik nr 1", "do zarządzenia nr 2/2017"), title="Polityka Antykorupcyjna"
    )

    shown = text_of(replace(ORDER, heading=heading))

    assert shown.startswith("Załącznik nr 1 do zarządzenia nr 2/2017 Polityka Antykorupcyjna")


def test_short_words_do_not_end_a_line() -> None:
    pages = read(replace(ORDER, body="Praca w domu i w biurze.")).pages

    assert "w\u00a0domu i\u00a0w\u00a0biurze" in pages[0].extract_text()


def test_only_embedded_fonts_are_used() -> None:
    fonts = read(ORDER).pages[0]["/Resources"]["/Font"].values()

    descendants = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts]
    assert descendants
    assert all("/FontFile3" in font["/FontDescriptor"] for font in descendants)


def test_page_is_a4() -> None:
    box = read(ORDER).pages[0].mediabox

    assert (round(float(box.width)), round(float(box.height))) == (595, 842)


def test_thirty_pages_are_numbered_to_the_last() -> None:
    body = "\n".join(f"§ {number}. {'Zażółć gęślą jaźń. ' * 60}" for number in range(1, 131))

    pages = read(replace(ORDER, body=body)).pages

    assert len(pages) >= 30
    last = " ".join(pages[-1].extract_text().split())
    assert last.endswith(f"Dane przykładowe strona {len(pages)} z {len(pages)}")


def test_empty_body_still_makes_a_page() -> None:
    reader = read(DocumentForPdf(title="Pusty", author="MOPS", heading=OrderHeading(name="PUSTY"), body=""))

    assert len(reader.pages) == 1


def test_equal_documents_give_equal_bytes() -> None:
    assert render_document(ORDER) == render_document(replace(ORDER))


def test_metadata_carries_the_given_date_and_never_the_day_of_making() -> None:
    dated, undated = read(ORDER).metadata, read(replace(ORDER, dated=None)).metadata

    assert dated is not None
    assert dated.creation_date is not None
    assert dated.creation_date.date() == date(2017, 1, 12)
    assert undated is not None
    assert undated.creation_date is None


def test_documents_are_made_in_several_threads_at_once() -> None:
    documents = [replace(ORDER, body=f"Dokument {number}") for number in range(12)]

    with ThreadPoolExecutor(max_workers=4) as pool:
        made = list(pool.map(text_of, documents))

    assert all(f"Dokument {number} " in text for number, text in enumerate(made))
