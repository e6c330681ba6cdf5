"""What is wrong with a catalogue: a list of sentences, empty when all is well."""

import re
import string
from collections.abc import Iterable, Iterator

from babel.messages import Catalog, Message

from intranet.core.catalogue.pofile import PLURAL_FORMS, forms, key_of, messages, plural_of
from intranet.core.catalogue.sources import Key, Sentences

# printf placeholders as Django uses them. Without the space flag: "50% done" would have one.
_PERCENT = re.compile(r"%(?:\((?P<name>[^)]*)\))?[#0+-]*(?:\d+|\*)?(?:\.\d+)?(?P<kind>[diouxXeEfFgGcrsa])")
_FIELD = re.compile(r"^\w*$")


def problems(catalog: Catalog, sentences: Sentences) -> list[str]:
    """Return what a person must mend: catalogue against code, each translation against its sentence."""
    listed = messages(catalog)
    found = sentences.found
    result = list(sentences.problems)
    result += [f"not in the catalogue: {_name(key)}" for key in sorted(found.keys() - listed.keys())]
    result += [f"no longer in the code: {_name(key)}" for key in sorted(listed.keys() - found.keys())]
    result += [f"removed, still kept: {_name(key_of(message))}" for message in catalog.obsolete.values()]
    for key in sorted(found.keys() & listed.keys()):
        if plural_of(listed[key]) != found[key].plural:
            result.append(f"the plural in the code is another one: {_name(key)}")
    if catalog.plural_forms != PLURAL_FORMS:
        result.append("the header has other plural forms than Django's Polish catalogue")
    for key, message in sorted(listed.items()):
        result += [f"{what}: {_name(key)}" for what in _faults(message)]
    return result


def _name(key: Key) -> str:
    return f"{key.msgid!r} (context {key.context!r})" if key.context else f"{key.msgid!r}"


def _faults(message: Message) -> Iterator[str]:
    translations = forms(message)
    if message.fuzzy:
        yield "fuzzy"
    if not any(translations):
        yield "not translated"
        return
    plural = plural_of(message)
    if plural is not None and len(translations) != 4:
        yield f"{len(translations)} plural forms instead of 4"
    if not all(translations):
        yield "a plural form is empty"
    singular = key_of(message).msgid
    for number, translation in enumerate(translations):
        if translation:
            if _edges(translation) != _edges(singular):
                yield f"spaces or line ends at the edges differ in {translation!r}"
            # The first form is for one thing only, the others are for many.
            original = singular if plural is None or number == 0 else plural
            yield from _placeholder_faults(original, translation, also_allowed=plural or "")


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _placeholder_faults(original: str, translation: str, *, also_allowed: str) -> Iterator[str]:
    needed, present = _placeholders(original), _placeholders(translation)
    possible = needed | _placeholders(also_allowed)
    if missing := needed - present:
        yield f"{_list(missing)} missing in {translation!r}"
    if unknown := present - possible:
        yield f"unknown {_list(unknown)} in {translation!r}"
    is_formatted = any(name.startswith("%") for name in possible)
    if is_formatted and "%" in _PERCENT.sub("", translation.replace("%%", "")):
        yield f"a lone % (write %%) in {translation!r}"


def _placeholders(text: str) -> set[str]:
    """Return the placeholders of a text; unnamed ones carry their position, because their order matters."""
    result = set()
    unnamed = 0
    for match in _PERCENT.finditer(text.replace("%%", "")):
        if match["name"] is None:
            unnamed += 1
            result.add(f"%{match['kind']} (no. {unnamed})")
        else:
            result.add(f"%({match['name']}){match['kind']}")
    return result | _braces(text)


def _braces(text: str) -> set[str]:
    try:
        names = [name for _text, name, _spec, _conversion in string.Formatter().parse(text)]
    except ValueError:
        return set()  # A lone brace: this text is not for str.format().
    return {f"{{{name}}}" for name in names if name is not None and _FIELD.match(name)}


def _list(placeholders: Iterable[str]) -> str:
    return ", ".join(sorted(placeholders))
