from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.core.dates import today
from intranet.core.todo import TodoItem, TodoSource, todo_sources
from intranet.statements.models import AccessibilityStatement, PrivacyNotice
from intranet.statements.permissions import can_edit_statements

REMINDED_BEFORE = timedelta(days=30)
SOURCE = gettext_lazy("Statements")


def statements_to_write(user: AbstractBaseUser | AnonymousUser) -> Iterator[TodoItem]:
    """Ask administrators for what nobody has written yet and for the yearly review that the act wants."""
    if not can_edit_statements(user):
        return
    statement = AccessibilityStatement.objects.filter(pk=1).first()
    edit_url = reverse("statements:edit_accessibility")
    if statement is None:
        yield TodoItem(
            title=_("Complete the accessibility statement"),
            url=edit_url,
            source_label=SOURCE,
            detail=_("The law wants it. The page shows which parts wait for the institution."),
        )
    elif statement.review_due_on <= today() + REMINDED_BEFORE:
        yield TodoItem(
            title=_("Review the accessibility statement"),
            url=edit_url,
            source_label=SOURCE,
            due_on=statement.review_due_on,
            detail=_("The act wants a review at least once a year, by 31 March."),
        )
    if not PrivacyNotice.objects.filter(pk=1).exists():
        yield TodoItem(
            title=_("Complete the privacy notice"),
            url=reverse("statements:edit_privacy"),
            source_label=SOURCE,
            detail=_("It does not name the data protection officer yet."),
        )


todo_sources.register(TodoSource("statements", statements_to_write))
