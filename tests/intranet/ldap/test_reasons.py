"""Why a sign-in was refused, read from what servers really send."""

import pytest

from intranet.ldap.reasons import (
    Reason,
    active_directory_code,
    password_policy_reason,
    reason_of_refusal,
)

ACTIVE_DIRECTORY_MESSAGE = (
    "80090308: LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, data {}, v4563"
)
SAMBA_MESSAGE = "Simple Bind Failed: NT_STATUS_LOGON_FAILURE, data {}"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("525", Reason.WRONG_PASSWORD),
        ("52e", Reason.WRONG_PASSWORD),
        ("52E", Reason.WRONG_PASSWORD),
        ("530", Reason.OUTSIDE_HOURS),
        ("532", Reason.PASSWORD_EXPIRED),
        ("533", Reason.ACCOUNT_DISABLED),
        ("701", Reason.ACCOUNT_EXPIRED),
        ("773", Reason.MUST_CHANGE_PASSWORD),
        ("775", Reason.LOCKED),
    ],
)
@pytest.mark.parametrize("message", [ACTIVE_DIRECTORY_MESSAGE, SAMBA_MESSAGE])
def test_active_directory_code_becomes_a_reason(message: str, code: str, reason: Reason) -> None:
    assert reason_of_refusal(message.format(code), None) is reason


@pytest.mark.parametrize(
    "message", ["", "Invalid credentials", "data zzz", ACTIVE_DIRECTORY_MESSAGE.format("531")]
)
def test_unknown_refusal_counts_as_a_wrong_password(message: str) -> None:
    assert reason_of_refusal(message, None) is Reason.WRONG_PASSWORD


def test_unknown_code_is_still_there_for_the_log() -> None:
    assert active_directory_code(ACTIVE_DIRECTORY_MESSAGE.format("531")) == "531"


@pytest.mark.parametrize(
    ("control", "reason"),
    [
        ("3003810100", Reason.PASSWORD_EXPIRED),
        ("3003810101", Reason.LOCKED),
        ("3003810102", Reason.MUST_CHANGE_PASSWORD),
        ("3008a003800105810102", Reason.MUST_CHANGE_PASSWORD),  # with a warning before the error
    ],
)
def test_password_policy_error_becomes_a_reason(control: str, reason: Reason) -> None:
    assert password_policy_reason(bytes.fromhex(control)) is reason


@pytest.mark.parametrize(
    "control",
    [
        None,
        "",
        "30",
        "3000",  # neither warning nor error
        "3005a003800105",  # a warning alone: the password expires soon
        "3003810107",  # passwordTooYoung: not about signing in
        "30038101",  # cut
        "30028101",  # an error without a value
        "3003810200",  # an error with a wrong length
        "ffffffff",
    ],
)
def test_control_without_a_sign_in_error_gives_no_reason(control: str | None) -> None:
    assert password_policy_reason(None if control is None else bytes.fromhex(control)) is None


def test_password_policy_is_asked_before_the_message() -> None:
    control = bytes.fromhex("3003810101")

    assert reason_of_refusal(ACTIVE_DIRECTORY_MESSAGE.format("52e"), control) is Reason.LOCKED
