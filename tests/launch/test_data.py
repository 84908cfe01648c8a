"""The DATA folder: nothing that is not Skerry's is filled or emptied."""

import pytest

from launch import data as folders
from launch.keeper import ServerFailed


def test_a_folder_with_other_things_is_not_claimed(data):
    (data / "letters").mkdir(parents=True)
    with pytest.raises(ServerFailed, match="holds other things"):
        folders.claim(data)
    assert [path.name for path in data.iterdir()] == ["letters"]


def test_a_folder_with_other_things_is_not_wiped(data):
    (data / "letters").mkdir(parents=True)
    with pytest.raises(ServerFailed, match="nothing was removed"):
        folders.wipe(data)
    assert (data / "letters").exists()


def test_a_folder_in_use_is_not_wiped(data, join):
    folders.claim(data)
    join()
    with pytest.raises(ServerFailed, match="in use"):
        folders.wipe(data)
    assert (data / "postgres/data").exists()


def test_our_own_folder_is_emptied(data, join):
    folders.claim(data)
    join().leave()
    folders.wipe(data)
    assert list(data.iterdir()) == []


def test_wiping_follows_no_link_out_of_the_folder(data):
    folders.claim(data)
    outside = data.with_name("outside")
    outside.mkdir()
    (outside / "letter").write_text("mine")
    (data / "uploads").symlink_to(outside)
    folders.wipe(data)
    assert (outside / "letter").exists()


def test_the_key_is_made_once_and_only_its_owner_reads_it(data):
    folders.claim(data)
    key = folders.keep_secret(data)
    assert len(key) > 50
    assert folders.keep_secret(data) == key
    assert (data / "secret_key").stat().st_mode & 0o077 == 0
