"""Which servers failed lately, so that a dead one does not cost every sign-in its time limit."""

import threading
import time
from collections.abc import Callable, Sequence

from intranet.ldap.config import ServerAddress

SKIP_SECONDS = 30.0


class ServerHealth:
    """The failures this process has seen; shared by its threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def failed(self, server: ServerAddress) -> None:
        """Remember that `server` failed now."""
        with self._lock:
            self._failed_at[server.url] = self._clock()

    def answered(self, server: ServerAddress) -> None:
        """Forget the failures of `server`."""
        with self._lock:
            self._failed_at.pop(server.url, None)

    def is_suspect(self, server: ServerAddress) -> bool:
        """Tell whether `server` failed less than 30 seconds ago."""
        with self._lock:
            failed_at = self._failed_at.get(server.url)
        return failed_at is not None and self._clock() - failed_at < SKIP_SECONDS

    def in_order(self, servers: Sequence[ServerAddress]) -> list[ServerAddress]:
        """Return the servers in their order, suspects last: with nobody else left, one may be back."""
        return sorted(servers, key=self.is_suspect)


HEALTH = ServerHealth()
