"""LDAP result codes that decide something here (RFC 4511, appendix A)."""

SUCCESS = 0
SIZE_LIMIT_EXCEEDED = 4
NO_SUCH_OBJECT = 32

# The server cannot do its work now; the request itself was in order.
SERVER_IN_TROUBLE = frozenset(
    {
        1,  # operationsError
        2,  # protocolError
        3,  # timeLimitExceeded
        11,  # adminLimitExceeded
        51,  # busy
        52,  # unavailable
        54,  # loopDetect
        80,  # other
    }
)
