import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from intranet.core.secret_file import read_or_make_secret


def test_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    first = read_or_make_secret(tmp_path / "deep" / "secret_key")

    assert len(first) >= 50
    assert read_or_make_secret(tmp_path / "deep" / "secret_key") == first


def test_secret_is_for_its_owner_alone(tmp_path: Path) -> None:
    read_or_make_secret(tmp_path / "secret_key")

    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_lost_race_reads_what_the_winner_wrote(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: read_or_make_secret(tmp_path / "secret_key"), range(16)))

    assert len(secrets) == 1
