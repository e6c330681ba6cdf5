import pytest

from deploy.demo.directory import storage
from deploy.demo.directory.content import demo_entries
from deploy.demo.directory.storage import FILE_NAME, BrokenFile, open_directory


@pytest.mark.parametrize(
    ("content", "message"),
    [("dn: dc=a\nrubbish\n", "line 2"), ("", "no entries"), ("dn: dc=a\n\ndn: cn=x,dc=b\n", "parent")],
)
def test_a_broken_file_is_named_and_left_alone(tmp_path, content, message):
    path = tmp_path / FILE_NAME
    path.write_text(content)

    with pytest.raises(BrokenFile, match=message) as caught:
        open_directory(tmp_path)

    assert str(path) in str(caught.value)
    assert path.read_text() == content


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe\x00")

    with pytest.raises(BrokenFile):
        open_directory(tmp_path)


def test_the_first_start_writes_the_demo_staff(tmp_path):
    directory = open_directory(tmp_path / "new")

    assert len(directory) == len(demo_entries())
    assert (tmp_path / "new" / FILE_NAME).exists()


def test_the_second_start_reads_the_same(tmp_path):
    first = open_directory(tmp_path)
    written = (tmp_path / FILE_NAME).stat().st_mtime_ns

    second = open_directory(tmp_path)

    assert (tmp_path / FILE_NAME).stat().st_mtime_ns == written
    assert [one.dn for one in second] == [one.dn for one in first]


def test_identifiers_survive_a_restart_and_are_unique(tmp_path):
    first = [one.values("entryuuid") for one in open_directory(tmp_path)]

    second = [one.values("entryuuid") for one in open_directory(tmp_path)]

    assert first == second
    assert len({value for (value,) in first}) == len(first)


def test_a_file_edited_by_hand_is_kept(tmp_path):
    open_directory(tmp_path)
    path = tmp_path / FILE_NAME
    path.write_text(path.read_text() + "\ndn: cn=extra,dc=mops,dc=example\nobjectClass: device\ncn: extra\n")

    directory = open_directory(tmp_path)

    assert [one.dn for one in directory][-1] == "cn=extra,dc=mops,dc=example"


def test_an_unedited_file_of_an_older_version_is_replaced(tmp_path, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr(storage, "demo_entries", lambda: demo_entries()[:10])
        assert len(open_directory(tmp_path)) == 10

    assert len(open_directory(tmp_path)) == len(demo_entries())
