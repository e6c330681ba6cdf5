"""Why the directory refused a sign-in, read from what Active Directory and OpenLDAP add to the refusal."""

import re
from enum import Enum

PASSWORD_POLICY_CONTROL = "1.3.6.1.4.1.42.2.27.8.5.1"  # noqa: S105 - an object identifier, not a password


class Reason(Enum):
    """Reasons a person can be told; whatever is unknown counts as a wrong password."""

    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a label
    OUTSIDE_HOURS = "outside_hours"
    PASSWORD_EXPIRED = "password_expired"  # noqa: S105 - a label
    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_EXPIRED = "account_expired"
    MUST_CHANGE_PASSWORD = "must_change_password"  # noqa: S105 - a label
    LOCKED = "locked"


# The Windows error in hexadecimal that Active Directory puts after "data" in its message.
ACTIVE_DIRECTORY_CODES = {
    "525": Reason.WRONG_PASSWORD,  # no such user
    "52e": Reason.WRONG_PASSWORD,
    "530": Reason.OUTSIDE_HOURS,
    "532": Reason.PASSWORD_EXPIRED,
    "533": Reason.ACCOUNT_DISABLED,
    "701": Reason.ACCOUNT_EXPIRED,
    "773": Reason.MUST_CHANGE_PASSWORD,
    "775": Reason.LOCKED,
}
# draft-behera-ldap-password-policy-10, section 6.2, the errors a bind can end with.
PASSWORD_POLICY_ERRORS = {
    0: Reason.PASSWORD_EXPIRED,
    1: Reason.LOCKED,
    2: Reason.MUST_CHANGE_PASSWORD,
}

_DATA_CODE = re.compile(r"\bdata\s+([0-9a-f]+)\b", re.IGNORECASE)
_SEQUENCE, _ERROR = 0x30, 0x81


def active_directory_code(message: str) -> str | None:
    """Return the hexadecimal code of Active Directory's refusal, None when the message has none."""
    found = _DATA_CODE.search(message)
    return found[1].lower() if found else None


def password_policy_reason(control: bytes | None) -> Reason | None:
    """Return the error in a password policy response control, None without one.

    ldap3 leaves the value undecoded: a BER sequence of an optional warning [0] and an optional error [1].
    A damaged value counts as no error.
    """
    if not control or len(control) < 2 or control[0] != _SEQUENCE or len(control) != control[1] + 2:
        return None
    rest = control[2:]
    while len(rest) >= 2:
        tag, length = rest[0], rest[1]
        if tag == _ERROR and length == 1 and len(rest) >= 3:
            return PASSWORD_POLICY_ERRORS.get(rest[2])
        rest = rest[2 + length :]
    return None


def reason_of_refusal(message: str, control: bytes | None) -> Reason:
    """Return why a bind was refused, from the server's message and its password policy control."""
    by_policy = password_policy_reason(control)
    if by_policy is not None:
        return by_policy
    return ACTIVE_DIRECTORY_CODES.get(active_directory_code(message) or "", Reason.WRONG_PASSWORD)
