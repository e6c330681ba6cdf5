"""The files of the design system keep its rules: contrast, tokens, budgets, the content policy."""

import gzip
import re
from pathlib import Path

import pytest

from intranet.core.bundles import BUNDLES

CORE = Path(__file__).resolve().parents[3] / "intranet" / "core"
TEMPLATES = CORE / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
STYLES = sorted((CORE / "static" / "core" / "css").rglob("*.css"))
SCRIPTS = sorted((CORE / "static" / "core" / "js").rglob("*.js"))
TOKENS = (CORE / "static" / "core" / "css" / "tokens.css").read_text()
DARK_TOKENS = (CORE / "static" / "core" / "css" / "tokens-dark.css").read_text()

STATUSES = ("success", "warning", "danger", "info", "neutral")
TEXT_PAIRS = [
    *[
        ("text", surface)
        for surface in ("canvas", "surface", "surface-sunken", "surface-hover", "accent-soft", "mark")
    ],
    *[("text", f"{status}-bg") for status in STATUSES],
    *[("text-muted", surface) for surface in ("canvas", "surface", "surface-sunken", "surface-hover")],
    *[("link", surface) for surface in ("canvas", "surface", "surface-hover", "accent-soft")],
    *[("link", f"{status}-bg") for status in STATUSES],
    *[(f"{status}-text", f"{status}-bg") for status in STATUSES],
    *[(f"tone-{number}-text", f"tone-{number}-bg") for number in range(1, 7)],
    ("danger-text", "canvas"),
    ("danger-text", "surface"),
    ("warning-text", "surface"),
    ("tone-4-text", "surface"),
    ("tone-5-text", "surface"),
    ("link", "mark"),
    ("accent-soft-text", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-danger-solid", "danger-solid"),
    ("on-danger-solid", "danger-solid-hover"),
    ("on-brand", "brand"),
    ("on-brand-muted", "brand"),
    ("on-brand-muted", "brand-raised"),
]
LINE_PAIRS = [
    *[("border-strong", surface) for surface in ("canvas", "surface", "surface-hover")],
    *[("focus", surface) for surface in ("canvas", "surface", "surface-sunken", "accent-soft")],
    *[(f"{status}-line", f"{status}-bg") for status in STATUSES],
    *[(f"{status}-line", "surface") for status in STATUSES],
    ("accent", "surface"),
    ("accent", "canvas"),
    ("accent", "accent-soft"),
    ("brand-spark", "brand"),
]


def colours(source: str) -> dict[str, str]:
    return dict(re.findall(r"--color-([\w-]+): (#[0-9a-f]{6});", source))


LIGHT = colours(TOKENS)
DARK = LIGHT | colours(DARK_TOKENS)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of WCAG 2.1, 1 to 21."""

    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_begins_with_its_description(path: Path) -> None:
    assert path.read_text().startswith("{% comment %}")


@pytest.mark.parametrize(
    "path",
    sorted(TEMPLATES.rglob("*.html")),
    ids=lambda path: str(path.relative_to(TEMPLATES).with_suffix("")),
)
def test_a_template_needs_nothing_the_content_policy_forbids(path: Path) -> None:
    source = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)

    assert re.findall(r"\sstyle=|<style|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", source) == []
    assert re.findall(r"(?:src|href|action)=[\"'](?:https?:)?//", source) == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_text_can_be_read(pair: tuple[str, str], theme: dict[str, str]) -> None:
    assert contrast(theme[pair[0]], theme[pair[1]]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", LINE_PAIRS, ids="-on-".join)
def test_lines_that_carry_meaning_can_be_seen(pair: tuple[str, str], theme: dict[str, str]) -> None:
    assert contrast(theme[pair[0]], theme[pair[1]]) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_running_text_withstands_sunlight(theme: dict[str, str]) -> None:
    assert contrast(theme["text"], theme["surface"]) >= 12
    assert contrast(theme["text-muted"], theme["surface"]) >= 7


def test_the_dark_colours_of_the_system_and_of_the_switch_are_the_same() -> None:
    by_system, by_choice = (
        re.findall(r"(--[\w-]+): ([^;]+);", part) for part in DARK_TOKENS.split(':root[data-theme="dark"]')
    )

    assert by_system == by_choice


def test_every_token_in_use_is_defined() -> None:
    sources = "\n".join(path.read_text() for path in STYLES)

    used, defined = set(re.findall(r"var\((--[\w-]+)", sources)), set(re.findall(r"(--[\w-]+):", sources))

    assert used - defined == set()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_colours_are_named_only_in_the_tokens(path: Path) -> None:
    if path.stem in ("tokens", "tokens-dark"):
        return
    allowed_on_paper = {"#000", "#777"} if path.stem == "print" else set()

    found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", path.read_text()))

    assert found - allowed_on_paper == set()


def test_every_stylesheet_and_module_is_in_a_bundle() -> None:
    bundled = {path for bundle in BUNDLES for path in bundle.sources()}

    # theme.js must run before the first paint, so it stands alone.
    assert {path.name for path in [*STYLES, *SCRIPTS]} - {path.name for path in bundled} == {"theme.js"}


def test_a_module_imports_nothing() -> None:
    modules = [path for path in SCRIPTS if path.parent.name == "modules"]

    assert [
        path.name for path in modules if re.search(r"^(?:import|export)\b", path.read_text(), re.MULTILINE)
    ] == []


def test_each_component_has_its_own_small_style_sheet() -> None:
    sheets = [path for path in STYLES if path.parent.name == "components"]

    assert [path.name for path in sheets if len(path.read_text().splitlines()) > 200] == []


def test_styles_and_scripts_stay_small() -> None:
    of_apps = sorted(CORE.parent.glob("*/static/**/*.css"))
    styles, scripts = (len(gzip.compress(bundle.text().encode())) for bundle in BUNDLES)
    styles += sum(len(gzip.compress(path.read_bytes())) for path in of_apps if path not in STYLES)

    assert styles <= 48_000
    assert scripts <= 20_000
    assert [path.name for path in [*STYLES, *SCRIPTS] if len(path.read_text().splitlines()) > 300] == []
