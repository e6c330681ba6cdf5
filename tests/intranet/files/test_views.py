import uuid
from contextlib import closing

import pytest
from django.test import Client

from intranet.accounts.models import Role
from intranet.directory.audience import make_audience
from intranet.files.services import store_file
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderAttachmentFactory, OrderFactory

pytestmark = pytest.mark.django_db


def test_stranger_is_sent_to_sign_in(client: Client) -> None:
    attachment = OrderAttachmentFactory()

    response = client.get(attachment.file.get_absolute_url())

    assert response.status_code == 302
    assert "/konto/logowanie/" in response["Location"]


def test_file_of_another_unit_looks_like_a_missing_one(client_as) -> None:
    hidden = OrderAttachmentFactory(order=OrderFactory(audience=make_audience(units=[OrgUnitFactory()])))
    client = client_as()

    forbidden = client.get(hidden.file.get_absolute_url())
    missing = client.get(f"/pliki/{uuid.uuid4()}/")

    assert forbidden.status_code == missing.status_code == 404
    assert hidden.file.name not in forbidden.content.decode()


def test_file_attached_nowhere_is_for_nobody(client_as) -> None:
    file = store_file(data=b"%PDF-1.7\n", name="luzem.pdf")

    assert client_as(Role.ADMINISTRATOR).get(file.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.IT_SUPPORT, Role.HR])
def test_technical_roles_read_no_more_than_others(client_as, role: Role) -> None:
    hidden = OrderAttachmentFactory(order=OrderFactory(audience=make_audience(units=[OrgUnitFactory()])))

    assert client_as(role).get(hidden.file.get_absolute_url()).status_code == 404


def test_reader_of_the_order_opens_its_file(client_as) -> None:
    unit = OrgUnitFactory()
    attachment = OrderAttachmentFactory(order=OrderFactory(audience=make_audience(units=[unit])))

    response = client_as(unit=unit).get(attachment.file.get_absolute_url())
    with closing(response):
        content = b"".join(response.streaming_content)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    assert "Za%C5%82%C4%85cznik" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "private" in response["Cache-Control"]
    assert content.startswith(b"%PDF")


def test_what_a_browser_could_run_is_only_saved(client_as) -> None:
    page = store_file(data=b"<html><script>alert(1)</script></html>", name="strona.html")
    attachment = OrderAttachmentFactory(file=page)

    with closing(client_as().get(attachment.file.get_absolute_url())) as response:
        pass

    assert response["Content-Disposition"].startswith("attachment")
    assert "script" not in response["Content-Security-Policy"]


def test_file_lost_from_the_disk_is_said_to_be_lost(client_as) -> None:
    attachment = OrderAttachmentFactory()
    attachment.file.content.storage.delete(attachment.file.content.name)

    response = client_as().get(attachment.file.get_absolute_url())

    assert response.status_code == 404


def test_holding_a_copy_opens_no_file_of_another_unit(client_as) -> None:
    hidden = OrderAttachmentFactory(order=OrderFactory(audience=make_audience(units=[OrgUnitFactory()])))

    response = client_as().get(
        hidden.file.get_absolute_url(), headers={"If-None-Match": f'"{hidden.file.sha256}"'}
    )

    assert response.status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
def test_same_bytes_are_not_sent_twice_and_the_copy_stays_private(client_as, method: str) -> None:
    attachment = OrderAttachmentFactory()
    client, address = client_as(), attachment.file.get_absolute_url()
    first = client.get(address)
    b"".join(first.streaming_content)  # to the end, which closes it

    response = getattr(client, method)(address, headers={"If-None-Match": first["ETag"]})

    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == f'"{attachment.file.sha256}"'
    assert response["Cache-Control"] == "private, no-cache"


def test_other_bytes_are_sent(client_as) -> None:
    attachment = OrderAttachmentFactory()

    with closing(
        client_as().get(attachment.file.get_absolute_url(), headers={"If-None-Match": '"older"'})
    ) as response:
        content = b"".join(response.streaming_content)

    assert response.status_code == 200
    assert content.startswith(b"%PDF")
