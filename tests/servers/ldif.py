"""Write LDIF (RFC 2849) for test directories."""

import base64
from collections.abc import Iterable

Values = str | Iterable[str]


def entry(dn: str, **attributes: Values) -> str:
    """Return one entry; a value is a text or several texts, an empty one is left out."""
    lines = [_line("dn", dn)]
    for name, values in attributes.items():
        texts = [values] if isinstance(values, str) else values
        lines += [_line(name, text) for text in texts if text]
    return "\n".join(lines) + "\n\n"


def _line(name: str, text: str) -> str:
    if text.isascii() and text.isprintable() and text == text.strip() and text[0] not in ":<":
        return f"{name}: {text}"
    return f"{name}:: {base64.b64encode(text.encode()).decode()}"
