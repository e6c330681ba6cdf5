"""Who may take files of registered orders away, and who sees the names behind what was corrected."""

from typing import TYPE_CHECKING

from intranet.accounts.models import Role
from intranet.orders.models import FileWithdrawal

if TYPE_CHECKING:
    from intranet.accounts.models import User

WITHDRAWING = (Role.CHANCELLERY, Role.DIRECTOR, Role.ADMINISTRATOR)


def withdraws_files(user: "User") -> bool:
    """Tell whether ``user`` may be one of the two people who withdraw a file."""
    return user.has_role(*WITHDRAWING)


def decides_withdrawal(user: "User", withdrawal: FileWithdrawal) -> bool:
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
