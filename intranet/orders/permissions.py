"""Who may do what with the register; which orders a person reads is said by `OrderQuerySet.visible_to`."""

from typing import TYPE_CHECKING

from intranet.accounts.models import Role

if TYPE_CHECKING:
    from intranet.accounts.models import User
    from intranet.orders.models import FileWithdrawal

WITHDRAWING = (Role.CHANCELLERY, Role.DIRECTOR, Role.ADMINISTRATOR)


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


def imports_register(user: "User") -> bool:
    """Tell whether ``user`` may bring an existing register in."""
    return user.has_role(Role.CHANCELLERY, Role.ADMINISTRATOR)


def withdraws_files(user: "User") -> bool:
    """Tell whether ``user`` may be one of the two people who withdraw a file."""
    return user.has_role(*WITHDRAWING)


def decides_withdrawal(user: "User", withdrawal: "FileWithdrawal") -> bool:
    """Tell whether ``user`` may be the second person: never the one who asked."""
    return withdraws_files(user) and withdrawal.asked_by_id != user.pk


def sees_withdrawals(user: "User") -> bool:
    """Tell whether ``user`` sees the list of withdrawals with the names of both people."""
    return user.has_role(*WITHDRAWING, Role.AUDITOR)


def sees_who_corrected(user: "User") -> bool:
    """Tell whether ``user`` sees who corrected an order; readers see that the chancellery did."""
    return user.has_role(Role.CHANCELLERY, Role.AUDITOR)


def cares_for_files(user: "User") -> bool:
    """Tell whether ``user`` sees which files nobody can read with a screen reader, and mends it."""
    return user.has_role(Role.CHANCELLERY)
