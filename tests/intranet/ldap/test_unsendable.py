"""Logins and passwords that no server is asked about."""

import pytest

from intranet.ldap.errors import DirectoryUnavailable, SignInRefused
from intranet.ldap.reasons import Reason
from tests.intranet.ldap.conftest import ClientMaker
from tests.servers.processes import free_port


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("jan.nowak", ""),
        ("jan.nowak", "haslo\0reszta"),
        ("jan.nowak", "x" * 513),
        ("jan.nowak", "\ud800"),
        ("", "haslo"),
        (" \t ", "haslo"),
        ("jan\0nowak", "haslo"),
        ("x" * 257, "haslo"),
        ("\udfff", "haslo"),
    ],
)
def test_nobody_is_asked(make_client: ClientMaker, login: str, password: str) -> None:
    client = make_client(f"ldap://127.0.0.1:{free_port()}")

    with pytest.raises(SignInRefused) as refused:
        client.authenticate(login, password)

    assert refused.value.reason is Reason.WRONG_PASSWORD


@pytest.mark.parametrize(
    ("login", "password"), [("x" * 256, "haslo"), ("jan.nowak", "ż" * 512), ("🦉", "🦉"), ("a", " ")]
)
def test_anything_else_is_for_the_directory_to_judge(
    make_client: ClientMaker, login: str, password: str
) -> None:
    client = make_client(f"ldap://127.0.0.1:{free_port()}")

    with pytest.raises(DirectoryUnavailable):
        client.authenticate(login, password)
