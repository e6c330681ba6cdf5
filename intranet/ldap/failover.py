"""Find a server that works, among several, and bind to it as the service account."""

import logging

from intranet.ldap.config import LdapConfig
from intranet.ldap.connection import DirectoryConnection, connect
from intranet.ldap.deadline import Deadline, TimeBudget
from intranet.ldap.errors import DirectoryMisconfigured, DirectoryNotTrusted, DirectoryUnavailable
from intranet.ldap.result_codes import SERVER_IN_TROUBLE, SUCCESS
from intranet.ldap.servers import HEALTH, ServerHealth
from intranet.ldap.tls import trust_only

logger = logging.getLogger(__name__)

# A server that failed lately and is back answers in milliseconds; one that is not costs only this much.
SUSPECT_SECONDS = 1.0


def open_directory(
    config: LdapConfig, deadline: Deadline, health: ServerHealth = HEALTH
) -> DirectoryConnection:
    """Return a connection bound as the service account, from the first server that works.

    Raises DirectoryMisconfigured for unusable settings or when a server refuses the service account (the
    others would too), DirectoryNotTrusted when servers answered but none could be trusted, otherwise
    DirectoryUnavailable.
    """
    problems = config.problems()
    if problems:
        raise DirectoryMisconfigured(" ".join(problems))
    context = trust_only(config.ca_file)
    failures: list[DirectoryUnavailable] = []
    for server in health.in_order(config.addresses()):
        if deadline.is_over:
            break  # the rest was not asked, so nothing is known against it
        seconds = SUSPECT_SECONDS if health.is_suspect(server) else config.receive_timeout
        try:
            budget = TimeBudget(deadline.sooner(seconds), config.receive_timeout)
            connection = connect(server, config, context, budget)
            _bind_service_account(connection, config)
        except DirectoryUnavailable as error:
            logger.warning("Directory server failed: %s", error)
            health.failed(server)
            failures.append(error)
            continue
        health.answered(server)
        budget.deadline = deadline
        return connection
    summary = " ".join(str(failure) for failure in failures)
    if any(isinstance(failure, DirectoryNotTrusted) for failure in failures):
        raise DirectoryNotTrusted(summary)
    raise DirectoryUnavailable(summary)


def _bind_service_account(connection: DirectoryConnection, config: LdapConfig) -> None:
    try:
        answer = connection.bind(config.bind_dn, config.bind_password)
        if answer.code in SERVER_IN_TROUBLE:
            raise DirectoryUnavailable(f"{connection.server.url}: {answer.description}")
        if answer.code != SUCCESS:
            raise DirectoryMisconfigured(
                f"{connection.server.url}: the service account is refused: {answer.description}"
            )
    except (DirectoryUnavailable, DirectoryMisconfigured):
        connection.close()
        raise
