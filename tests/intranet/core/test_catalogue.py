"""The catalogue of Polish texts: extraction, updating, checking and compiling, on small trees."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.template import Context, Engine
from django.utils import translation

from intranet.core.catalogue import pofile, sources
from intranet.core.catalogue.sources import Key

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


# --- The command --------------------------------------------------------------------------------------------


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
