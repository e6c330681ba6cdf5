"""The catalogue of Polish texts: extraction, updating, checking and compiling, on small trees."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from babel.messages import Catalog
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.template import Context, Engine
from django.utils import translation

from intranet.core.catalogue import checks, pofile, sources
from intranet.core.catalogue.sources import Key, Sentence, Sentences

Tree = Callable[..., Path]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Write one Python file and one template of a small project; return its root."""

    def write(python: str = "", template: str = "") -> Path:
        for name, content in (
            ("intranet/app/views.py", python),
            ("intranet/app/templates/app/page.html", template),
        ):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return tmp_path

    return write


def catalogue(body: str, header: str = pofile.HEADER) -> Catalog:
    return pofile.parse(f"{header}\n{body}")


def sentences(*found: Sentence) -> Sentences:
    result = Sentences()
    for sentence in found:
        result.add(sentence)
    return result


# --- What the code says -------------------------------------------------------------------------------------


def test_every_gettext_function_of_django_is_read_from_python(tree: Tree) -> None:
    root = tree(
        python="""
a = _("plain"), gettext("function"), translation.gettext_lazy("attribute"), gettext_noop("marked")
b = ngettext("%(n)s file", "%(n)s files", n), pgettext_lazy("month", "May")
d = npgettext("ctx", "one", "many", 3)
c = _("joined "
      "by Python")
"""
    )

    found = sources.collect(root).found

    assert {key: sentence.plural for key, sentence in found.items()} == {
        Key("", "plain"): None,
        Key("", "function"): None,
        Key("", "attribute"): None,
        Key("", "marked"): None,
        Key("", "%(n)s file"): "%(n)s files",
        Key("month", "May"): None,
        Key("ctx", "one"): "many",
        Key("", "joined by Python"): None,
    }


@pytest.mark.parametrize(
    "call",
    ['_(f"Hello {name}")', '_("Hello %s" % name)', '_("Yes" if ok else "No")', '_("Hello {}".format(name))'],
)
def test_a_sentence_built_at_run_time_is_a_problem_and_not_a_sentence(tree: Tree, call: str) -> None:
    root = tree(python=f"text = {call}\n")

    result = sources.collect(root)

    assert result.found == {}
    assert result.problems == ["intranet/app/views.py:1: _() needs a literal sentence"]


def test_a_variable_may_be_translated_because_it_was_marked_elsewhere(tree: Tree) -> None:
    root = tree(python="text = gettext(label)\n")

    result = sources.collect(root)

    assert (result.found, result.problems) == ({}, [])


def test_a_broken_file_is_a_problem_that_names_it(tree: Tree) -> None:
    root = tree(
        python="def broken(:\n",
        template="{% blocktranslate %}{% if x %}no{% endif %}{% endblocktranslate %}",
    )

    problems = sources.collect(root).problems

    assert [problem.split(":")[0] for problem in problems] == [
        "intranet/app/templates/app/page.html",
        "intranet/app/views.py",
    ]


def test_two_plurals_of_one_singular_are_a_problem(tree: Tree) -> None:
    root = tree(python='ngettext("file", "files", n)\nngettext("file", "filez", n)\n')

    problems = sources.collect(root).problems

    assert problems == ["two different plurals of 'file': intranet/app/views.py"]


def test_the_translators_comment_above_a_line_is_kept(tree: Tree) -> None:
    root = tree(
        python='# Translators: of an order,\n# not of a person\nname = _("State")\n# other\nx = _("Other")\n'
    )

    found = sources.collect(root).found

    assert found[Key("", "State")].comments == ["Translators: of an order, not of a person"]
    assert found[Key("", "Other")].comments == []


def test_tests_migrations_and_static_files_say_nothing_to_a_person(tree: Tree) -> None:
    root = tree()
    for name in ("intranet/app/migrations/0001_first.py", "intranet/app/static/x.py", "tests/test_x.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text('_("no")', encoding="utf-8")

    assert sources.collect(root).found == {}


TEMPLATE = """{% load i18n %}
   {% translate "Simple" %}|{% translate "State" context "order" %}
{{ _("Constant") }}|{{ x|default:_("Nothing") }}
{% blocktranslate trimmed with name=person %}
    Dear {{ name }},
    it is 100% done.
{% endblocktranslate %}
{% if a %}indented ( " ' {% translate 'Quoted "inside"' %}{% endif %}
{% blocktranslate count n=number %}{{ n }} order{% plural %}{{ n }} orders{% endblocktranslate %}
  {% blocktranslate trimmed count n=number context "ctx" %}
    {{ n }} idea
  {% plural %}
    {{ n }} ideas
  {% endblocktranslate %}
{% blocktranslate asvar title %}Kept{% endblocktranslate %}{{ title }}
{% comment %}{% translate "Not this" %}{% endcomment %}
"""


def test_what_is_read_from_a_template_is_what_django_looks_up(tree: Tree, settings: LazySettings) -> None:
    root = tree(template=TEMPLATE)
    found = sources.collect(root)
    catalog = pofile.updated(pofile.empty(), found.found.values())
    for message in pofile.messages(catalog).values():
        originals = [message.id] if isinstance(message.id, str) else [message.id[0], *[message.id[1]] * 3]
        translated = [f"<{number}:{original}>" for number, original in enumerate(originals)]
        message.string = translated[0] if isinstance(message.id, str) else tuple(translated)
    path = root / pofile.LOCATION
    pofile.write(path, catalog)
    pofile.compile_catalogue(path)
    settings.LOCALE_PATHS = [root / "intranet/locale"]
    engine = Engine(libraries={"i18n": "django.templatetags.i18n"}, builtins=["django.templatetags.i18n"])

    with translation.override("pl"):
        template = engine.from_string(TEMPLATE)
        shown = template.render(
            Context({"person": "Ćwik", "number": 5, "a": True, "x": ""}, autoescape=False)
        )

    assert found.problems == []
    for expected in (
        "<0:Simple>|<0:State>",
        "<0:Constant>|<0:Nothing>",
        "<0:Dear Ćwik, it is 100% done.>",
        '<0:Quoted "inside">',
        "<2:5 orders>",
        "<2:5 ideas>",
        "<0:Kept>",
    ):
        assert expected in shown
    assert Key("", "Not this") not in found.found


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


def test_the_command_updates_checks_and_compiles(tree: Tree, settings: LazySettings) -> None:
    root = tree(python='_("Order")\n')
    settings.BASE_DIR = root
    path = root / pofile.LOCATION
    out, errors = StringIO(), StringIO()

    call_command("catalogue", "update", stdout=out)
    with pytest.raises(CommandError, match="has 1 faults"):
        call_command("catalogue", "check", stderr=errors)
    updated = path.read_text(encoding="utf-8")
    path.write_text(updated.replace('"Order"\nmsgstr ""', '"Order"\nmsgstr "Zarządzenie"'), encoding="utf-8")
    call_command("catalogue", "check", stdout=out)
    call_command("catalogue", "compile", stdout=out)

    assert errors.getvalue() == "not translated: 'Order'\n"
    assert out.getvalue().splitlines() == [
        "Catalogue updated: 1 sentences, 1 to translate, 0 removed.",
        "The Polish catalogue is complete.",
        "Compiled the catalogue.",
    ]
    assert path.with_suffix(".mo").exists()
