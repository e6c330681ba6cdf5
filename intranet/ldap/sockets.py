"""Sockets that keep to a time budget.

ldap3's time limit holds for one `recv`, and it calls `recv` until a message is complete: a server that sends
a byte every few seconds keeps the caller for ever. These sockets shorten the limit before every step.
"""

import socket
import ssl
from typing import TYPE_CHECKING, Any

from intranet.ldap.deadline import TimeBudget

# The mixin stands before a socket class; only the type checker needs to know which methods it meets there.
if TYPE_CHECKING:
    _Base = socket.socket
else:
    _Base = object


class _Budgeted(_Base):
    budget: TimeBudget | None = None

    def recv(self, *args: Any) -> bytes:
        self._limit_next_step()
        return super().recv(*args)

    def sendall(self, *args: Any) -> None:
        self._limit_next_step()
        super().sendall(*args)

    def _limit_next_step(self) -> None:
        if self.budget is not None:
            self.settimeout(self.budget.next_step())


class BudgetedSocket(_Budgeted, socket.socket):
    """A plain socket; carries nothing but the wish for TLS."""

    @classmethod
    def replacing(cls, plain: socket.socket, budget: TimeBudget) -> "BudgetedSocket":
        """Take over an open socket; `plain` is closed to its owner."""
        taken = cls(plain.family, plain.type, plain.proto, fileno=plain.detach())
        taken.budget = budget
        return taken


class BudgetedTlsSocket(_Budgeted, ssl.SSLSocket):
    """A socket behind verified TLS; made by the context in `tls.py`."""
