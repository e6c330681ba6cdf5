"""Addresses of readers' own feeds: made, used and revoked. The secret in an address is shown once, never stored."""

import hashlib
import hmac
import secrets
from datetime import date

from django.db import transaction
from django.utils import timezone

from intranet.accounts.models import User
from intranet.core import audit
from intranet.orders.models.feeds import FeedToken

TOKEN_BYTES = 32


@transaction.atomic
def make_address(*, by: User) -> str:
    """Give ``by`` a new secret for the address of their feed and return it; an older address stops to work."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row, is_new = FeedToken.objects.update_or_create(
        user=by,
        defaults={"token_hash": _hash(token), "made_at": timezone.now(), "last_used_on": None},
    )
    audit.record(actor=by, action="orders.feed_make" if is_new else "orders.feed_renew", obj=row)
    return token


@transaction.atomic
def revoke_address(*, by: User) -> bool:
    """Make the address of the feed of ``by`` stop to work; return False when there was none."""
    row = FeedToken.objects.select_for_update().filter(user=by).first()
    if row is None:
        return False
    audit.record(actor=by, action="orders.feed_revoke", obj=row)
    row.delete()
    return True


def used_address(*, token: str, on: date) -> FeedToken | None:
    """Return whose feed the address with ``token`` is and keep the day of use, or None.

    None for a secret nobody has and for an account that may not sign in: nobody can tell one from the other. The
    database compares hashes, which a stranger cannot steer, so the time it takes says nothing about any secret.
    """
    wanted = _hash(token)
    row = FeedToken.objects.select_related("user").filter(token_hash=wanted).first()
    if row is None or not hmac.compare_digest(row.token_hash, wanted) or not row.user.is_active:
        return None
    if row.last_used_on != on:
        # Programs ask every hour; the day is enough to see whether the address is still in use.
        FeedToken.objects.filter(pk=row.pk).update(last_used_on=on)
    return row


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
