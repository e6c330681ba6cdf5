import pytest

from intranet.accounts.models import DirectoryRoleGroup, Role
from intranet.core.admin import site
from intranet.core.models import AuditEntry

pytestmark = pytest.mark.django_db

OURS = {"accounts.directoryrolegroup", "core.auditentry"}


def test_administration_offers_only_what_is_audited_or_read_only() -> None:
    assert {model._meta.label_lower for model in site._registry} == OURS


@pytest.mark.parametrize("role", [None, Role.IT_SUPPORT, Role.HR, Role.DIRECTOR])
def test_others_do_not_enter(client_as, role: Role | None) -> None:
    client = client_as(*([role] if role else []))

    assert client.get("/admin/accounts/directoryrolegroup/", follow=True).status_code == 403


def test_audit_is_only_read(client_as) -> None:
    client = client_as(Role.ADMINISTRATOR)
    entry = AuditEntry.objects.create(actor_label="system", action="core.test")

    assert client.get(f"/admin/core/auditentry/{entry.pk}/change/").status_code == 200
    assert client.post(f"/admin/core/auditentry/{entry.pk}/change/", {"action": "x"}).status_code == 403
    assert client.post(f"/admin/core/auditentry/{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get("/admin/core/auditentry/add/").status_code == 403


def test_change_of_the_role_table_is_audited(client_as) -> None:
    client = client_as(Role.ADMINISTRATOR)

    client.post("/admin/accounts/directoryrolegroup/add/", {"group_name": "intranet-nowa", "role": "HR"})
    row = DirectoryRoleGroup.objects.get(group_name="intranet-nowa")
    client.post(
        f"/admin/accounts/directoryrolegroup/{row.pk}/change/",
        {"group_name": "intranet-nowa", "role": "LEGAL"},
    )
    client.post(f"/admin/accounts/directoryrolegroup/{row.pk}/delete/", {"post": "yes"})

    entries = AuditEntry.objects.filter(
        object_type="accounts.directoryrolegroup", actor_id=str(client.user.pk)
    )
    assert [entry.action for entry in entries.order_by("pk")] == [
        "accounts.admin_add",
        "accounts.admin_change",
        "accounts.admin_delete",
    ]
