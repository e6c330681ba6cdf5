"""Long attributes that Active Directory hands out in ranges."""

import pytest

from intranet.ldap.entries import RawEntry
from intranet.ldap.errors import IncompleteRead
from intranet.ldap.reading import RangeReader, with_all_values

DN = "CN=wszyscy,DC=mops,DC=example"
MEMBERS = tuple(f"CN=p{number},DC=mops,DC=example".encode() for number in range(7))


def handing_out(size: int) -> RangeReader:
    """Answer range requests as the protocol describes, `size` values at a time."""

    def read(dn: str, attribute: str) -> list[RawEntry]:
        first = int(attribute.removeprefix("member;range=").removesuffix("-*"))
        values = MEMBERS[first : first + size]
        last = "*" if first + size >= len(MEMBERS) else str(first + size - 1)
        return [RawEntry(dn, {f"member;range={first}-{last}": values})]

    return read


@pytest.mark.parametrize(
    "answer",
    [
        [],
        [RawEntry(DN, {})],
        [RawEntry(DN, {"member": MEMBERS})],
        [RawEntry(DN, {"member;range=0-2": MEMBERS[:3]})],
        [RawEntry(DN, {"other;range=3-*": MEMBERS[3:]})],
    ],
)
def test_missing_range_makes_the_read_incomplete(answer: list[RawEntry]) -> None:
    entry = RawEntry(DN, {"member;range=0-2": MEMBERS[:3]})

    with pytest.raises(IncompleteRead):
        with_all_values(entry, lambda dn, attribute: answer)


def test_unknown_range_option_makes_the_read_incomplete() -> None:
    with pytest.raises(IncompleteRead):
        with_all_values(RawEntry(DN, {"member;range=all": MEMBERS}), handing_out(3))


@pytest.mark.parametrize("size", [1, 3, 6, 7, 100])
def test_ranges_are_put_together_in_order(size: int) -> None:
    (first,) = handing_out(size)(DN, "member;range=0-*")

    assert with_all_values(first, handing_out(size)).attributes == {"member": MEMBERS}


def test_entry_without_ranges_stays_as_it_is() -> None:
    entry = RawEntry(DN, {"member": MEMBERS, "cn": (b"wszyscy",)})

    assert with_all_values(entry, handing_out(1)) == entry
