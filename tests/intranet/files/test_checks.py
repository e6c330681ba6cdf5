import pytest

from intranet.files.checks import check_accel_prefix, check_limit


@pytest.mark.parametrize(
    ("prefix", "ids"),
    [("chronione", ["files.E002"]), ("/", ["files.E002"]), ("", []), ("/chronione-pliki/", [])],
)
def test_prefix_must_be_an_address_of_nginx(settings, prefix: str, ids: list[str]) -> None:
    settings.FILES_ACCEL_PREFIX = prefix

    assert [problem.id for problem in check_accel_prefix(None)] == ids


@pytest.mark.parametrize(("megabytes", "ids"), [(0, ["files.E001"]), (-5, ["files.E001"]), (1, []), (50, [])])
def test_limit_must_let_something_in(settings, megabytes: int, ids: list[str]) -> None:
    settings.FILES_MAX_MB = megabytes

    assert [problem.id for problem in check_limit(None)] == ids
