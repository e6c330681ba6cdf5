import pytest

from deploy.demo.directory.entries import BrokenTree, Directory, Entry
from deploy.demo.directory.ldif import LdifError, read, write


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("dn: dc=a\nno colon\n", "line 2"),
        ("dn: dc=a\no:: ***\n", "line 2"),
        ("dn: dc=a\njpegPhoto:< file:///etc/passwd\n", "line 2"),
        ("version: 1\n\ndn: dc=a\nchangetype: delete\n", "line 4"),
        ("version: 1\n\ndn: nonsense\n", "line 3"),
        ("version: 1\n\no: without a name\n", "line 3"),
    ],
    ids=["no colon", "base64", "other file", "change", "bad name", "no name"],
)
def test_broken_text_is_refused_with_its_line(text, line):
    with pytest.raises(LdifError, match=line):
        read(text)


@pytest.mark.parametrize(
    "value",
    [
        "zwykły",
        "ASCII",
        " space before",
        "space after ",
        ": colon",
        "<less",
        "",
        "line\nbreak",
        "Ł" * 200,
        "x" * 300,
    ],
)
def test_any_value_comes_back(value):
    (entry,) = read(write([Entry("dc=mops").add("description", value)]))

    assert entry.values("description") == [value.encode()]


def test_bytes_that_are_no_text_come_back():
    (entry,) = read(write([Entry("dc=mops").add("jpegPhoto", b"\xff\xd8\x00")]))

    assert entry.values("jpegphoto") == [b"\xff\xd8\x00"]


def test_the_text_is_ascii_with_short_lines():
    text = write([Entry("dc=mops").add("description", "Zażółć gęślą jaźń " * 20)])

    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 76


def test_comments_windows_line_ends_and_blank_lines_are_understood():
    text = (
        "# staff\r\n# and more\r\n  of it\r\nversion: 1\r\n\r\n\r\ndn: dc=a\r\n# inside\r\no: A\r\n B\r\n\r\n"
    )

    (entry,) = read(text)

    assert entry.values("o") == [b"AB"]


def test_values_of_one_attribute_stay_in_order():
    (entry,) = read("dn: dc=a\nmember: cn=b\no: x\nMember: cn=a\n")

    assert entry.values("member") == [b"cn=b", b"cn=a"]


@pytest.mark.parametrize(
    ("names", "message"),
    [([], "no entries"), (["dc=a", "DC=A"], "twice"), (["dc=a", "cn=x,ou=b,dc=a"], "parent")],
)
def test_entries_that_form_no_tree_are_refused(names, message):
    with pytest.raises(BrokenTree, match=message):
        Directory([Entry(name) for name in names])
