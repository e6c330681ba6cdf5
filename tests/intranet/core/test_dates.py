from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format

from intranet.core.dates import long_date, short_date
from intranet.core.text import NBSP


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2016, 12, 14), "14 grudnia 2016 r."),
        (date(2017, 1, 1), "1 stycznia 2017 r."),
        (date(2018, 8, 31), "31 sierpnia 2018 r."),
    ],
)
def test_long_date_is_written_as_offices_write_it(day: date, written: str) -> None:
    assert long_date(day) == written.replace(" ", NBSP)


def test_short_date_has_dots() -> None:
    assert short_date(date(2016, 12, 14)) == "14.12.2016"


def test_djangos_own_formats_agree_with_ours() -> None:
    with translation.override("pl"):
        assert date_format(date(2016, 12, 14)) == long_date(date(2016, 12, 14))
        assert date_format(date(2016, 12, 14), "SHORT_DATE_FORMAT") == "14.12.2016"
