"""Who may do what with the register; which orders a person reads is said by `OrderQuerySet.visible_to`."""

from typing import TYPE_CHECKING

from intranet.accounts.models import Role

if TYPE_CHECKING:
    from intranet.accounts.models import User


def keeps_register(user: "User") -> bool:
    """Tell whether ``user`` writes drafts, gives numbers, registers and corrects: the chancellery."""
    return user.has_role(Role.CHANCELLERY)


def approves_drafts(user: "User") -> bool:
    """Tell whether ``user`` may approve drafts that somebody else wrote."""
    return user.has_role(Role.DIRECTOR)


def sees_drafts(user: "User") -> bool:
    """Tell whether ``user`` opens the drafts; which of them is said by `OrderDraftQuerySet.visible_to`."""
    return keeps_register(user) or approves_drafts(user)


def sees_numbers(user: "User") -> bool:
    """Tell whether ``user`` sees which numbers no order bears, and why."""
    return user.has_role(Role.CHANCELLERY, Role.DIRECTOR, Role.AUDITOR)


def settles_register(user: "User") -> bool:
    """Tell whether ``user`` decides how numbers are written and which JRWA classes there are."""
    return user.has_role(Role.CHANCELLERY, Role.ADMINISTRATOR)


def sees_withdrawals(user: "User") -> bool:
    """Tell whether ``user`` may take a file of an order away, or decide on another person's wish to."""
    return user.has_role(Role.CHANCELLERY, Role.DIRECTOR, Role.ADMINISTRATOR)


def imports_register(user: "User") -> bool:
    """Tell whether ``user`` may bring an existing register in."""
    return user.has_role(Role.CHANCELLERY, Role.ADMINISTRATOR)
