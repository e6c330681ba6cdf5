"""Writes of the accessibility statement and of the privacy notice, audited with what they replaced."""

from django.db import models, transaction

from intranet.accounts.models import User
from intranet.core import audit
from intranet.statements.models import AccessibilityStatement, PrivacyNotice


@transaction.atomic
def update_accessibility_statement(*, statement: AccessibilityStatement, by: User) -> AccessibilityStatement:
    """Keep the accessibility statement; it is shown to everybody at once."""
    _keep(statement, AccessibilityStatement.objects.select_for_update().filter(pk=1).first(), by)
    return statement


@transaction.atomic
def update_privacy_notice(*, notice: PrivacyNotice, by: User) -> PrivacyNotice:
    """Keep the privacy notice; it is shown to everybody at once."""
    _keep(notice, PrivacyNotice.objects.select_for_update().filter(pk=1).first(), by)
    return notice


def _keep(text: models.Model, before: models.Model | None, by: User) -> None:
    text.pk = 1
    text.save()
    audit.record(
        actor=by,
        action=f"statements.{text._meta.model_name}",
        obj=text,
        details={"before": _changed(before, text) if before else None},
    )


def _changed(before: models.Model, after: models.Model) -> dict[str, str]:
    """Return the former values of what an editor has changed."""
    return {
        field.name: str(getattr(before, field.name))
        for field in before._meta.concrete_fields
        if field.editable and getattr(before, field.name) != getattr(after, field.name)
    }
