"""A browser with the form of a draft open."""

from intranet.orders.draft_editor import DraftEditor
from intranet.orders.models import OrderDraft


def opened_form(draft: OrderDraft, user) -> dict[str, object]:
    """Return what a browser sends back when nothing was typed."""
    draft = OrderDraft.objects.get(pk=draft.pk)
    editor = DraftEditor(draft, user=user)
    data: dict[str, object] = {"opened": editor.opened_json}
    for form in [editor.form, *_forms_of(editor)]:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                shown = field.field.prepare_value(value)
                data[field.html_name] = shown if isinstance(shown, list) else str(shown)
    for formset in (editor.relations, editor.bases, editor.attachments):
        for field in formset.management_form:
            data[field.html_name] = field.value()
    return data


def _forms_of(editor: DraftEditor):
    return [*editor.relations.forms, *editor.bases.forms, *editor.attachments.forms]


def save(client, draft: OrderDraft, data: dict[str, object], **changes):
    return client.post(draft.get_absolute_url(), {**data, **changes})
