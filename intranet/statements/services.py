"""Writes of the accessibility statement and of the privacy notice, audited with what they replaced."""

from django.db import models, transaction

from intranet.accounts.models import User
from intranet.core import audit
from intranet.statements.models import AccessibilityStatement, OneRow, PrivacyNotice


class ChangedMeanwhile(Exception):
    """Somebody else has saved the text since the editor began from ``stamp``; ``saved`` is what stands now."""

    def __init__(self, saved: OneRow) -> None:
        super().__init__()
        self.saved = saved


@transaction.atomic
def update_accessibility_statement(
    *, statement: AccessibilityStatement, stamp: str, by: User
) -> AccessibilityStatement:
    """Keep the accessibility statement, shown to everybody at once; raise ChangedMeanwhile unless ``stamp`` holds."""
    _keep(statement, AccessibilityStatement.objects.select_for_update().filter(pk=1).first(), stamp, by)
    return statement


@transaction.atomic
def update_privacy_notice(*, notice: PrivacyNotice, stamp: str, by: User) -> PrivacyNotice:
    """Keep the privacy notice, shown to everybody at once; raise ChangedMeanwhile unless ``stamp`` holds."""
    _keep(notice, PrivacyNotice.objects.select_for_update().filter(pk=1).first(), stamp, by)
    return notice


def _keep(text: OneRow, before: OneRow | None, stamp: str, by: User) -> None:
    if before is not None and before.stamp not in (stamp, text.stamp):
        raise ChangedMeanwhile(before)
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
