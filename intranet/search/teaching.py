"""Writes of what editors teach the search. Each is audited, and this process forgets what it remembered."""

from django.db import transaction
from django.utils import timezone

from intranet.accounts.models import User
from intranet.core import audit
from intranet.search.models import MissedQuestion, PinnedResult, SynonymGroup
from intranet.search.pins import forget_pins
from intranet.search.synonyms import forget_synonyms


@transaction.atomic
def save_synonyms(*, group: SynonymGroup, by: User) -> SynonymGroup:
    """Keep a new or changed group of synonyms; questions use it within half a minute."""
    action = "search.change_synonyms" if group.pk else "search.add_synonyms"
    group.changed_by = by
    group.save()
    audit.record(actor=by, action=action, obj=group, details={"direction": group.direction})
    transaction.on_commit(forget_synonyms)
    return group


@transaction.atomic
def delete_synonyms(*, group: SynonymGroup, by: User) -> None:
    """Delete a group of synonyms."""
    audit.record(actor=by, action="search.delete_synonyms", obj=group)
    group.delete()
    transaction.on_commit(forget_synonyms)


@transaction.atomic
def save_pin(*, pin: PinnedResult, by: User) -> PinnedResult:
    """Keep a new or changed pinned result; whoever may see it finds it first within half a minute."""
    action = "search.change_pin" if pin.pk else "search.pin"
    pin.changed_by = by
    pin.save()
    audit.record(
        actor=by,
        action=action,
        obj=pin,
        details={"questions": pin.lines, "source": pin.source, "object_id": pin.object_id},
    )
    transaction.on_commit(forget_pins)
    return pin


@transaction.atomic
def delete_pin(*, pin: PinnedResult, by: User) -> None:
    """Unpin a result; the object itself stays."""
    audit.record(actor=by, action="search.unpin", obj=pin, details={"questions": pin.lines})
    pin.delete()
    transaction.on_commit(forget_pins)


@transaction.atomic
def settle_miss(*, miss: MissedQuestion, by: User) -> MissedQuestion:
    """Mark a question as settled; it waits again when it finds nothing again."""
    miss.settled_at = timezone.now()
    miss.save(update_fields=["settled_at"])
    # The words stay out of the audit, which outlives the half year for which they may be kept.
    audit.record(actor=by, action="search.settle_miss", details={"miss": miss.pk})
    return miss


@transaction.atomic
def reopen_miss(*, miss: MissedQuestion, by: User) -> MissedQuestion:
    """Take the mark back."""
    miss.settled_at = None
    miss.save(update_fields=["settled_at"])
    audit.record(actor=by, action="search.reopen_miss", details={"miss": miss.pk})
    return miss
