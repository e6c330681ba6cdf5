"""Tags of the design system: icons, components with a body, and what their templates compute."""

import re
from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template import Context, Engine
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from heroicons.templatetags import heroicons

register = template.Library()

AVATAR_TONES = 6
# ITU-T E.164; more digits are two numbers that nothing separates.
MOST_PHONE_DIGITS = 15
SHORTEST_WITH_AREA_CODE = 9
_NEXT_NUMBER = re.compile(r"[,;|\n]|\b(?:i|lub|albo|oraz|or|and)\b", re.IGNORECASE)
_EXTENSION = re.compile(r"(?<![^\W\d])(?:wewnętrzny|wewn?|w|ext|x)\.?\s*(?=\d)", re.IGNORECASE)

# heroicons draws each style on its own grid; another size than these blurs its lines.
_ICON_STYLES = {
    "outline": (heroicons.heroicon_outline, 24),
    "mini": (heroicons.heroicon_mini, 20),
    "micro": (heroicons.heroicon_micro, 16),
}


@register.simple_tag
def icon(name: str, style: str = "mini", size: int | None = None) -> SafeString:
    """Draw a decorative heroicon; the text beside it carries the meaning.

    ``style`` is "mini" (20 px, beside text), "micro" (16 px, in pills) or "outline" (24 px, in menus);
    ``size`` in px overrides. Raises heroicons.IconDoesNotExist for an unknown name.
    """
    return _drawn(str(name), style, size)


@lru_cache(maxsize=512)
def _drawn(name: str, style: str, size: int | None) -> SafeString:
    # heroicons copies and serialises an XML tree per call, which a list of a hundred rows would feel.
    draw, own_size = _ICON_STYLES[style]
    pixels = size or own_size
    # The class repeats the size in rem, so that icons grow with the reader's text.
    svg = draw(name, size=pixels, **{"class": f"icon icon-{pixels}"})
    return mark_safe(" ".join(svg.split()))  # noqa: S308  (the package's own drawings, no user input)


@register.simple_block_tag(takes_context=True)
def component(context: Context, content: SafeString, name: str, **parameters: object) -> SafeString:
    """Render ``components/<name>.html`` around the body, which the template gets as ``content``.

    The template sees its parameters and the request, nothing else of the page, like ``include … only``.
    """
    source = Engine.get_default().get_template(f"components/{name}.html")
    body = mark_safe(content.strip())  # noqa: S308  (rendered and escaped by the page already)
    return source.render(context.new({**parameters, "content": body}))


# Stands for the page's token in what is remembered. No token can look so: a token has letters and digits alone.
_CSRF_PLACE = "[csrf-token]"
_PLAIN = (str, SafeString, int, bool, type(None), tuple)


@register.simple_tag
def drawn_once(template_name: str, **values: object) -> SafeString:
    """Render a template once per language and ``values``, and keep it in the memory of the process.

    For the parts of the shell that many requests share. The template sees ``values`` alone, neither the request
    nor the person, and only plain ones are taken, so that nobody is shown what was drawn for another. The
    exception is ``csrf_token``: it is never kept, its place in the text is filled for each page.
    """
    token = values.get("csrf_token")
    if token is not None:
        values["csrf_token"] = _CSRF_PLACE
    for name, value in values.items():
        if isinstance(value, list | tuple):
            values[name] = tuple(value)  # of a lazy object too, which would keep its request in memory
        elif isinstance(value, Promise):
            values[name] = str(value)
        elif type(value) not in _PLAIN:
            raise TypeError(f"{template_name}: {name} is no plain value to be remembered by.")
    # While templates are being written, each page shows them as they are.
    draw = _remembered.__wrapped__ if settings.DEBUG else _remembered
    text = draw(template_name, get_language(), **values)
    return text if token is None else mark_safe(text.replace(_CSRF_PLACE, str(token)))  # noqa: S308  (letters and digits)


@lru_cache(maxsize=512, typed=True)  # typed: a text that is safe and one that is not are two
def _remembered(template_name: str, language: str | None, **values: object) -> SafeString:
    return Engine.get_default().get_template(template_name).render(Context(values))


@register.filter
def initials(name: str) -> str:
    """Return the first letters of the first and the last word: "Anna Ćwik" gives "AĆ"."""
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def tone(name: str) -> int:
    """Return the avatar tone of a name, 1 to 6, the same on every page and after every restart."""
    return crc32(str(name).encode()) % AVATAR_TONES + 1


@register.filter
def phone_link(numbers: str) -> str:
    """Return the address that dials the first of ``numbers`` (RFC 3966), or nothing if no number is there.

    "42 685 40 00 wew. 12" gives "tel:426854000;ext=12"; "42 685 77 01, 42 685 77 02" gives "tel:426857701".
    """
    first = _NEXT_NUMBER.split(str(numbers), maxsplit=1)[0]
    before_slash = first.partition("/")[0]
    if len(_digits(before_slash)) >= SHORTEST_WITH_AREA_CODE:
        first = before_slash  # "42 685 77 01/02" are two numbers, "42/685-77-01" is one
    main, *extension = _EXTENSION.split(first, maxsplit=1)
    digits, inner = _digits(main), _digits("".join(extension))
    if not 0 < len(digits) <= MOST_PHONE_DIGITS:
        return ""
    return f"tel:{'+' if '+' in main else ''}{digits}{f';ext={inner}' if inner else ''}"


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


@register.filter
def page_numbers(page: Page[object]) -> Iterator[int | str]:
    """Yield the page numbers to offer, with the paginator's ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
