"""Units of a text of law: how they are written, and written alike.

Kodeks pracy divides articles into §§, most statutes into ust.; pkt and lit. follow either.
"""

import re

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LONGEST_PROVISION = 200

_NUMBER = rf"\d{{1,4}}[{SUPERSCRIPTS}]*[a-z]{{0,3}}(?!\w)"
_NUMBERS = rf"{_NUMBER}(?:\s?[-–]\s?{_NUMBER})?"
_LETTER = r"[a-z]{1,2}(?!\w)"
_LETTERS = rf"{_LETTER}(?:\s?[-–]\s?{_LETTER})?"
_AND = r"(?:\s?,\s?|\s(?:i|oraz|lub|albo|a\stakże)\s)"
_ORDINAL = r"(?:\d{1,2}(?!\w)|(?:pierwsz|drug|trzeci|czwart|piąt)\w{1,3})"

_MAIN = r"(?:artykuł\w{0,4}|art\.?|§{1,2}|paragraf\w{0,4}|par\.)"
_SECTION = r"(?:ustęp\w{0,3}|ust\.?|punkt\w{0,3}|pkt\.?)"
_UNIT = rf"""(?:
    (?:{_MAIN}|{_SECTION})\s?{_NUMBERS}(?:{_AND}{_NUMBERS})*
  | (?:liter\w{{1,3}}|lit\.?)\s?{_LETTERS}(?:{_AND}{_LETTERS})*
  | (?:zdani\w{{1,2}}|zd\.|tiret)\s?{_ORDINAL}
)"""
_FIRST = rf"{_MAIN}\s?{_NUMBERS}(?:{_AND}{_NUMBERS})*"
_JOIN = r"(?:\s?,\s?|\s(?:(?:i|oraz|lub|albo|a\stakże|w\szwiązku\sz|w\szw\.\sz)\s)?)"

# One unit or several, as they stand before the name of their act. For text without double spaces.
PROVISION = rf"(?<!\w){_FIRST}(?:{_JOIN}{_UNIT})*"
_WHOLE = re.compile(PROVISION, re.VERBOSE | re.IGNORECASE)

_WAYS_TO_WRITE = (
    (re.compile(r"(?<!\w)art(?:ykuł\w{0,4})?\.?\s?(?=\d)", re.IGNORECASE), "art. "),
    (re.compile(r"(?:§{1,2}|(?<!\w)par(?:agraf\w{0,4}|\.))\s?(?=\d)", re.IGNORECASE), "§ "),
    (re.compile(r"(?<!\w)ust(?:ęp\w{0,3})?\.?\s?(?=\d)", re.IGNORECASE), "ust. "),
    (re.compile(r"(?<!\w)(?:pkt|punkt\w{0,3})\.?\s?(?=\d)", re.IGNORECASE), "pkt "),
    (re.compile(r"(?<!\w)lit(?:er\w{1,3})?\.?\s(?=[a-z]{1,2}(?!\w))", re.IGNORECASE), "lit. "),
    (re.compile(r"(?<!\w)lit\.(?=[a-z]{1,2}(?!\w))", re.IGNORECASE), "lit. "),
    (re.compile(r"(?<=[\w])\s?[-–]\s?(?=\w)"), "–"),
    (re.compile(r"\s?,\s?"), ", "),
    (re.compile(r"(?<=[a-ząęół\d])(?=(?:ust|pkt|lit)\.?\s)"), " "),
)


def written_alike(provision: str) -> str:
    """Return ``provision`` as legal texts write it: „art110 ust.1pkt 2 lit a” is „art. 110 ust. 1 pkt 2 lit. a”."""
    text = " ".join(provision.split()).strip(" ,;.")
    for pattern, written in _WAYS_TO_WRITE:
        text = pattern.sub(written, text)
    return " ".join(text.split())


def is_provision(text: str) -> bool:
    """Tell whether the whole of ``text``, written alike, names units of an act: „art. 6 i 7”, „§ 3 ust. 2”."""
    return _WHOLE.fullmatch(text) is not None
