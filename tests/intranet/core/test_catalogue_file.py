"""The catalogue of Polish texts: updating, checking and compiling its file."""

from pathlib import Path

import pytest
from babel.messages import Catalog

from intranet.core.catalogue import checks, pofile
from intranet.core.catalogue.sources import Key, Sentence, Sentences


def catalogue(body: str, header: str = pofile.HEADER) -> Catalog:
    return pofile.parse(f"{header}\n{body}")


def sentences(*found: Sentence) -> Sentences:
    result = Sentences()
    for sentence in found:
        result.add(sentence)
    return result


# --- Updating -----------------------------------------------------------------------------------------------


def test_update_keeps_translations_and_starts_new_sentences_empty() -> None:
    old = catalogue('# a remark\nmsgid "Order"\nmsgstr "Zarządzenie"\n')

    new = pofile.messages(pofile.updated(old, [Sentence(Key("", "Order")), Sentence(Key("", "Orders"))]))

    assert pofile.forms(new[Key("", "Order")]) == ("Zarządzenie",)
    assert new[Key("", "Order")].user_comments == ["a remark"]
    assert pofile.forms(new[Key("", "Orders")]) == ("",)
    assert not new[Key("", "Orders")].fuzzy


def test_the_same_words_in_two_contexts_are_two_sentences() -> None:
    old = catalogue('msgctxt "person"\nmsgid "State"\nmsgstr "Stan"\n\nmsgid "State"\nmsgstr "Status"\n')

    new = pofile.messages(pofile.updated(old, [Sentence(Key("person", "State")), Sentence(Key("", "State"))]))

    assert pofile.forms(new[Key("person", "State")]) == ("Stan",)
    assert pofile.forms(new[Key("", "State")]) == ("Status",)


def test_a_sentence_that_gained_a_plural_is_translated_anew() -> None:
    old = catalogue('msgid "order"\nmsgstr "zarządzenie"\n')

    new = pofile.messages(pofile.updated(old, [Sentence(Key("", "order"), plural="orders")]))

    assert pofile.forms(new[Key("", "order")]) == ("", "", "", "")


def test_a_removed_sentence_is_marked_and_comes_back_with_the_code(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    old = catalogue('msgid "Order"\nmsgstr "Zarządzenie"\n\nmsgid "Empty"\nmsgstr ""\n')

    pofile.write(path, pofile.updated(old, []))
    removed = path.read_text(encoding="utf-8")
    revived = pofile.messages(pofile.updated(pofile.read(path), [Sentence(Key("", "Order"))]))

    assert '#~ msgid "Order"\n#~ msgstr "Zarządzenie"' in removed
    assert "Empty" not in removed
    assert pofile.forms(revived[Key("", "Order")]) == ("Zarządzenie",)


def test_writing_the_same_catalogue_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    found = [
        Sentence(Key("", "one %(n)s"), plural="many %(n)s", files={"a.py"}),
        Sentence(Key("c", "Zażółć\ngęślą")),
    ]
    pofile.write(path, pofile.updated(pofile.empty(), found))
    first = path.read_bytes()

    written = pofile.write(path, pofile.updated(pofile.read(path), found))

    assert not written
    assert path.read_bytes() == first
    assert [child.name for child in tmp_path.iterdir()] == ["django.po"]


# --- Checking -----------------------------------------------------------------------------------------------


def test_a_complete_catalogue_has_no_problems() -> None:
    catalog = catalogue(
        'msgid "%(n)s order of %(who)s"\nmsgid_plural "%(n)s orders of %(who)s"\n'
        'msgstr[0] "%(n)s zarządzenie %(who)s"\nmsgstr[1] "%(n)s zarządzenia %(who)s"\n'
        'msgstr[2] "%(n)s zarządzeń %(who)s"\nmsgstr[3] "%(n)s zarządzenia %(who)s"\n'
    )
    found = sentences(Sentence(Key("", "%(n)s order of %(who)s"), plural="%(n)s orders of %(who)s"))

    assert checks.problems(catalog, found) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("", "not in the catalogue: 'Save %(name)s'"),
        ('msgid "Save %(name)s"\nmsgstr ""\n', "not translated: 'Save %(name)s'"),
        ('#, fuzzy\nmsgid "Save %(name)s"\nmsgstr "Zapisz %(name)s"\n', "fuzzy: 'Save %(name)s'"),
        ('msgid "Save %(name)s"\nmsgstr "Zapisz"\n', "%(name)s missing in 'Zapisz': 'Save %(name)s'"),
        (
            'msgid "Save %(name)s"\nmsgstr "Zapisz %(name)s %(imie)s"\n',
            "unknown %(imie)s in 'Zapisz %(name)s %(imie)s': 'Save %(name)s'",
        ),
        (
            'msgid "Save %(name)s"\nmsgstr "Zapisz %(name)s na 100%"\n',
            "a lone % (write %%) in 'Zapisz %(name)s na 100%': 'Save %(name)s'",
        ),
        (
            'msgid "Save %(name)s"\nmsgstr "Zapisz %(name)s "\n',
            "spaces or line ends at the edges differ in 'Zapisz %(name)s ': 'Save %(name)s'",
        ),
    ],
)
def test_a_faulty_translation_is_named(body: str, problem: str) -> None:
    found = sentences(Sentence(Key("", "Save %(name)s")))

    assert checks.problems(catalogue(body), found) == [problem]


def test_braces_and_unnamed_placeholders_are_compared_too() -> None:
    catalog = catalogue('msgid "{a} of {b}"\nmsgstr "{a} z {c}"\n\nmsgid "%s of %d"\nmsgstr "%d z %s"\n')
    found = sentences(Sentence(Key("", "{a} of {b}")), Sentence(Key("", "%s of %d")))

    problems = checks.problems(catalog, found)

    assert problems == [
        "%d (no. 2), %s (no. 1) missing in '%d z %s': '%s of %d'",
        "unknown %d (no. 1), %s (no. 2) in '%d z %s': '%s of %d'",
        "{b} missing in '{a} z {c}': '{a} of {b}'",
        "unknown {c} in '{a} z {c}': '{a} of {b}'",
    ]


def test_a_percent_sign_alone_is_no_placeholder() -> None:
    catalog = catalogue('msgid "50% done"\nmsgstr "gotowe w 50%"\n')

    assert checks.problems(catalog, sentences(Sentence(Key("", "50% done")))) == []


def test_an_empty_plural_form_is_a_problem() -> None:
    catalog = catalogue(
        'msgid "order"\nmsgid_plural "orders"\nmsgstr[0] "zarządzenie"\nmsgstr[1] "zarządzenia"\n'
        'msgstr[2] ""\nmsgstr[3] ""\n'
    )

    problems = checks.problems(catalog, sentences(Sentence(Key("", "order"), plural="orders")))

    assert problems == ["a plural form is empty: 'order'"]


def test_the_form_for_one_thing_may_spare_the_number_and_the_others_may_not() -> None:
    catalog = catalogue(
        'msgid "one order"\nmsgid_plural "%(n)s orders"\nmsgstr[0] "zarządzenie"\n'
        'msgstr[1] "%(n)s zarządzenia"\nmsgstr[2] "zarządzeń"\nmsgstr[3] "%(n)s zarządzenia"\n'
    )

    problems = checks.problems(catalog, sentences(Sentence(Key("", "one order"), plural="%(n)s orders")))

    assert problems == ["%(n)s missing in 'zarządzeń': 'one order'"]


def test_sentences_that_left_the_code_are_problems_until_they_are_forgotten() -> None:
    catalog = catalogue('msgid "Gone"\nmsgstr "Nie ma"\n\n#~ msgid "Old"\n#~ msgstr "Stare"\n')

    problems = checks.problems(catalog, sentences())

    assert problems == ["no longer in the code: 'Gone'", "removed, still kept: 'Old'"]
    assert checks.problems(pofile.without_removed(pofile.updated(catalog, [])), sentences()) == []


def test_a_header_with_three_plural_forms_is_a_problem() -> None:
    header = pofile.HEADER.replace("nplurals=4", "nplurals=3")

    problems = checks.problems(catalogue("", header), sentences())

    assert problems == ["the header has other plural forms than Django's Polish catalogue"]


# --- Compiling and the command ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('msgid "Order"\nmsgstr Zarządzenie"\n', "line 2: msgstr Zarządzenie"),
        ('msgid "Order"\nmsgstr "Zarzą"dzenie"\n', "line 2: "),
        ('<<<<<<< HEAD\nmsgid "Order"\n', "line 1: <<<<<<< HEAD"),
        ('msgid "Order"\n\n', "missing msgstr"),
        ('msgid "Order"\nmsgstr "a"\n\nmsgid "Order"\nmsgstr "b"\n', "line 4: 'Order' is there twice"),
    ],
)
def test_a_broken_catalogue_is_not_compiled(tmp_path: Path, body: str, message: str) -> None:
    path = tmp_path / "django.po"
    path.write_text(body, encoding="utf-8")

    with pytest.raises(pofile.BrokenCatalogueError, match=message):
        pofile.compile_catalogue(path)

    assert not path.with_suffix(".mo").exists()


def test_only_a_stale_catalogue_is_compiled(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    pofile.write(path, catalogue('msgid "Order"\nmsgstr "Zarządzenie"\n'))

    written = [pofile.compile_catalogue(path), pofile.compile_catalogue(path)]
    pofile.write(path, catalogue('msgid "Order"\nmsgstr "Zarządzenie dyrektora"\n'))
    written.append(pofile.compile_catalogue(path))

    assert written == [True, False, True]
