"""Sentences to translate, found in Python files and Django templates."""

import ast
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract
from django.utils.translation import TranslatorCommentWarning
from django.utils.translation.template import TRANSLATOR_COMMENT_MARK, templatize

# Our own code. Libraries carry their own catalogues; tests and migrations say nothing to a person.
ROOTS = ("intranet", "ideas", "knowledge", "newsletter", "helpdesk")
SKIPPED_FOLDERS = frozenset({"migrations", "static", "locale", "__pycache__"})
TEMPLATE_SUFFIXES = frozenset({".html", ".txt", ".xml"})

# Which arguments (from 1) are the sentence and its plural; "c" marks the context. Babel's notation.
Spec = tuple[int | tuple[int, str], ...]
KEYWORDS: dict[str, Spec] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (1,)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


class Key(NamedTuple):
    """What gettext looks a sentence up by; the context is empty when there is none."""

    context: str
    msgid: str


@dataclass
class Sentence:
    """One sentence of the code with everything a translator wants to know about it."""

    key: Key
    plural: str | None = None
    files: set[str] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)


@dataclass
class Sentences:
    """All sentences of the code, and the places that cannot be translated as they are written."""

    found: dict[Key, Sentence] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, sentence: Sentence) -> None:
        """Join a sentence to those found so far; two different plurals of one singular are a problem."""
        known = self.found.setdefault(sentence.key, sentence)
        known.files |= sentence.files
        known.comments += [comment for comment in sentence.comments if comment not in known.comments]
        if sentence.plural is None or sentence.plural == known.plural:
            return
        if known.plural is None:
            known.plural = sentence.plural
        else:
            where = ", ".join(sorted(known.files))
            self.problems.append(f"two different plurals of {sentence.key.msgid!r}: {where}")


def collect(root: Path) -> Sentences:
    """Read every sentence of our own code under root; a file that cannot be read becomes a problem."""
    sentences = Sentences()
    for path in _files(root):
        name = path.relative_to(root).as_posix()
        source = path.read_text(encoding="utf-8")
        try:
            if path.suffix == ".py":
                _read_python(source, name, sentences)
            else:
                _read_template(source, name, sentences)
        except (SyntaxError, tokenize.TokenError) as error:
            sentences.problems.append(f"{name}: cannot be read: {error}")
    return sentences


def _files(root: Path) -> Iterator[Path]:
    for top in ROOTS:
        for path in sorted((root / top).rglob("*")):
            parts = path.relative_to(root).parts
            if SKIPPED_FOLDERS.intersection(parts[:-1]):
                continue
            if path.suffix == ".py" or (path.suffix in TEMPLATE_SUFFIXES and "templates" in parts):
                yield path


def _read_python(source: str, name: str, sentences: Sentences) -> None:
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source, filename=name)):
        if not isinstance(node, ast.Call):
            continue
        function = _function_name(node.func)
        spec = KEYWORDS.get(function)
        if spec is None:
            continue
        context, texts = _arguments(node, spec)
        if any(_is_built_at_run_time(argument) for argument in [*texts, context]):
            # gettext sees the finished text at run time and never finds it: say so, or it stays English.
            sentences.problems.append(f"{name}:{node.lineno}: {function}() needs a literal sentence")
        elif (sentence := _sentence(context, texts, spec)) is not None:
            sentence.files.add(name)
            sentence.comments += _comments_above(lines, node.lineno)
            sentences.add(sentence)


def _function_name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _arguments(call: ast.Call, spec: Spec) -> tuple[ast.expr | None, list[ast.expr]]:
    """Return the context and the sentences among the arguments of a call."""
    context, texts = None, []
    for position in spec:
        index = (position if isinstance(position, int) else position[0]) - 1
        if index < len(call.args):
            if isinstance(position, int):
                texts.append(call.args[index])
            else:
                context = call.args[index]
    return context, texts


def _is_built_at_run_time(argument: ast.expr | None) -> bool:
    # A bare variable is fine: its value was marked with gettext_noop() where it was written.
    return isinstance(argument, ast.JoinedStr | ast.BinOp | ast.IfExp | ast.BoolOp | ast.Call)


def _sentence(context: ast.expr | None, texts: list[ast.expr], spec: Spec) -> Sentence | None:
    """Return the sentence when all its arguments are there and literal, the context included."""
    arguments = texts if context is None else [context, *texts]
    values = [argument.value for argument in arguments if isinstance(argument, ast.Constant)]
    literals = [value for value in values if isinstance(value, str)]
    if len(literals) != len(spec):
        return None
    words = literals.pop(0) if context is not None else ""
    msgid, *plural = literals
    return Sentence(Key(words, msgid), plural=plural[0] if plural else None) if msgid else None


def _comments_above(lines: list[str], lineno: int) -> list[str]:
    """Return the translator's comment right above a line: „# Translators: ...” and what continues it."""
    block: list[str] = []
    for line in reversed(lines[: lineno - 1]):
        text = line.strip()
        if not text.startswith("#"):
            break
        block.insert(0, text.lstrip("# "))
        if block[0].startswith(TRANSLATOR_COMMENT_MARK):
            return [" ".join(block)]
    return []


def _read_template(source: str, name: str, sentences: Sentences) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TranslatorCommentWarning)
        calls = templatize(source, origin=name)
    # The result is not a program, only calls among blanked-out text: an open bracket keeps Python's tokenizer
    # from minding its indentation.
    content = BytesIO(f"(\n{calls}\n)".encode())
    for _line, message, comments, context in extract("python", content, KEYWORDS, (TRANSLATOR_COMMENT_MARK,)):
        msgid, plural = (message, None) if isinstance(message, str) else message
        comment = [" ".join(comments)] if comments else []
        sentences.add(Sentence(Key(context or "", msgid), plural, {name}, comment))
