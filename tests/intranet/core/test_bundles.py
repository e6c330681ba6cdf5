"""The design system's files, joined: found by Django's static files, whole, and fresh."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from intranet.core.bundles import BUNDLES, Bundle, BundleFinder

NAMES = [bundle.name for bundle in BUNDLES]


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.name)
def test_a_bundle_holds_each_of_its_sources(bundle: Bundle) -> None:
    found = finders.find(bundle.name)

    assert found is not None
    text = Path(found).read_text()
    assert [path.name for path in bundle.sources() if path.read_text() not in text] == []


def test_the_order_of_layers_is_declared_before_any_rule() -> None:
    text = BUNDLES[0].text()

    assert text.index("@layer reset, tokens, base, layout, components, utilities;") < text.index("{")


def test_modules_do_not_see_each_others_names() -> None:
    text = BUNDLES[1].text()

    assert text.count("{") == text.count("}")
    assert text.startswith("{\n")


def test_a_bundle_is_written_anew_when_its_sources_change(tmp_path: Path) -> None:
    path = Path(finders.find(NAMES[0]) or "")
    path.write_text("old")

    found = finders.find(NAMES[0])

    assert found == str(path)
    assert path.read_text() == BUNDLES[0].text()


def test_an_unchanged_bundle_is_not_written_again() -> None:
    path = Path(finders.find(NAMES[0]) or "")
    before = path.stat().st_mtime_ns

    finders.find(NAMES[0])

    assert path.stat().st_mtime_ns == before


def test_a_file_that_is_no_bundle_is_not_found() -> None:
    assert list(BundleFinder().find("core/css/tokens.css")) == []


def test_the_manifest_names_bundles_by_their_content(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "intranet.core.static_storage.RememberingManifestStorage"},
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    css = list((tmp_path / "static" / "core" / "css" / "bundle").glob("intranet.*.css"))
    assert len(css) == 1
    assert "select." in css[0].read_text()


@pytest.mark.parametrize("name", NAMES)
def test_the_web_server_hands_bundles_out(name: str) -> None:
    response = Client().get(f"/static/{name}")

    assert response.status_code == 200
    assert len(b"".join(response)) > 1000
