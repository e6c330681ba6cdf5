import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from deploy.demo.directory.accounts import DEMO_PASSWORD
from tests.e2e.browsing import Visits
from tests.e2e.pages.register import RegisterPage
from tests.e2e.pages.sign_in import SignInPage
from tests.e2e.product import RunningProduct, running_product
from tests.servers.directory import RunningDirectory, running_directory

DOWN = "Katalog kont nie odpowiada, więc teraz nikt się nie zaloguje."
AT_ONCE = 5
"""Seconds, most of them the browser's: a directory that is gone refuses the connection, so nothing is waited for."""


@pytest.mark.parametrize(
    ("login", "password", "words"),
    [
        ("pracownik", "Nie-to-haslo-1", "Błędny login lub hasło."),
        ("haslo.wygaslo", DEMO_PASSWORD, "Twoje hasło wygasło."),
    ],
    ids=["wrong password", "password expired"],
)
def test_refused_person_reads_why_and_keeps_the_login(
    visit: Visits, login: str, password: str, words: str
) -> None:
    page = visit()
    sign_in = SignInPage(page).open()

    sign_in.send(login, password)

    expect(sign_in.errors).to_be_focused()
    (error,) = sign_in.error_texts()
    assert error.startswith(words)
    expect(sign_in.login).to_have_value(login)
    expect(sign_in.password).to_have_value("")
    expect(page).to_have_title(re.compile("^Błąd: Zaloguj się"))
    expect(sign_in.help).to_contain_text("42 685 40 40")


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[RunningDirectory]:
    with running_directory(tmp_path / "directory") as running:
        yield running


@pytest.fixture
def product_of_directory(
    loaded_folder: Path, tmp_path: Path, directory: RunningDirectory
) -> Iterator[RunningProduct]:
    folder = shutil.copytree(loaded_folder, tmp_path / "var")
    with running_product(folder, directory=directory) as running:
        yield running


def test_without_the_directory_sign_in_says_so_at_once_and_open_sessions_go_on(
    visit: Visits, directory: RunningDirectory, product_of_directory: RunningProduct
) -> None:
    inside = visit("pracownik", at=product_of_directory)
    outside = visit(at=product_of_directory)
    sign_in = SignInPage(outside).open()

    directory.stop()
    began = time.monotonic()
    sign_in.send("kierownik")
    expect(sign_in.outage).to_contain_text(DOWN)
    waited = time.monotonic() - began

    assert waited < AT_ONCE
    expect(sign_in.login).to_have_value("kierownik")

    RegisterPage(inside).open().open_order("2/2017")
    expect(inside.get_by_role("heading", level=1)).to_contain_text("Polityki Antykorupcyjnej")

    ready = outside.request.get("/readyz")
    assert ready.json() == {"database": "ok", "broker": "ok", "directory": "unavailable"}
