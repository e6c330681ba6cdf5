"""A server that failed is asked last for a while."""

from intranet.ldap.config import ServerAddress
from intranet.ldap.servers import SKIP_SECONDS, ServerHealth

FIRST = ServerAddress.parse("ldap://dc1.mops.example")
SECOND = ServerAddress.parse("ldap://dc2.mops.example")


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_servers_keep_their_order_while_none_has_failed() -> None:
    health = ServerHealth(Clock())

    assert health.in_order([FIRST, SECOND]) == [FIRST, SECOND]
    assert not health.is_suspect(FIRST)


def test_server_that_failed_is_last_for_thirty_seconds() -> None:
    clock = Clock()
    health = ServerHealth(clock)

    health.failed(FIRST)
    clock.now += SKIP_SECONDS - 0.1

    assert health.is_suspect(FIRST)
    assert health.in_order([FIRST, SECOND]) == [SECOND, FIRST]


def test_server_that_failed_is_first_again_afterwards() -> None:
    clock = Clock()
    health = ServerHealth(clock)

    health.failed(FIRST)
    clock.now += SKIP_SECONDS

    assert health.in_order([FIRST, SECOND]) == [FIRST, SECOND]


def test_server_that_answered_is_trusted_at_once() -> None:
    health = ServerHealth(Clock())

    health.failed(FIRST)
    health.answered(FIRST)

    assert health.in_order([FIRST, SECOND]) == [FIRST, SECOND]
