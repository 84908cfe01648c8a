"""The embedded servers: shared by all users of a folder, stopped with the last, unharmed by kill -9."""

import os
import signal
from pathlib import Path

import psycopg
import pytest
import redis as redis_client

from launch import postgres
from launch.keeper import is_kept
from tests.launch.conftest import eventually, kill_all, processes_of


def ask(url: str, sql: str) -> list[tuple]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []


def answers(url: str) -> bool:
    try:
        return ask(url, "SELECT 1") == [(1,)]
    except psycopg.OperationalError:
        return False


def postmaster(data: Path) -> int:
    return int((data / "postgres/data/postmaster.pid").read_text().split()[0])


def write_a_row(urls: dict[str, str]) -> None:
    ask(urls["DATABASE_OWNER_URL"], "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('here')")


def rows(urls: dict[str, str]) -> list[tuple]:
    return ask(urls["DATABASE_OWNER_URL"], "SELECT word FROM kept")


def test_two_users_share_one_server_and_the_last_stops_it(data, join):
    first, second = join(), join()
    assert first.urls == second.urls
    first.leave()
    assert answers(second.urls["DATABASE_URL"])
    second.leave()
    assert not answers(second.urls["DATABASE_URL"])
    eventually(lambda: not processes_of(data))


def test_a_killed_user_leaves_nothing_running(data, join):
    user = join()
    assert processes_of(data)
    user.kill()
    eventually(lambda: not processes_of(data))


def test_a_killed_server_comes_back_with_its_rows(data, join):
    urls = join(durable=True).urls
    write_a_row(urls)
    killed = postmaster(data)
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: answers(urls["DATABASE_URL"]) and postmaster(data) != killed)
    assert rows(urls) == [("here",)]


def test_kill_9_of_everything_loses_no_row(data, join):
    user = join(durable=True)
    write_a_row(user.urls)
    user.kill()
    kill_all(data)
    assert rows(join(durable=True).urls) == [("here",)]


def test_stale_locks_are_removed_even_when_their_number_lives_again(data, join):
    user = join(durable=True)
    write_a_row(user.urls)
    locks = [data / "postgres/data/postmaster.pid", data / "postgres/socket/.s.PGSQL.5432.lock"]
    stale = [lock.read_text().replace(str(postmaster(data)), str(os.getpid()), 1) for lock in locks]
    user.leave()
    for lock, text in zip(locks, stale, strict=True):
        lock.write_text(text)
    assert rows(join(durable=True).urls) == [("here",)]


def test_the_server_does_not_outlive_its_keeper(data, join):
    user = join()
    for number in processes_of(data):
        if b"launch." in Path(f"/proc/{number}/cmdline").read_bytes():
            os.kill(number, signal.SIGKILL)
    eventually(lambda: not processes_of(data))
    assert not is_kept(data / "postgres")
    user.leave()


def test_a_half_made_cluster_is_made_again(data, join):
    (data / "postgres/data.new/base").mkdir(parents=True)
    assert answers(join().urls["DATABASE_URL"])


def test_a_cluster_of_another_version_is_refused_in_words(data, join):
    join().leave()
    (data / "postgres/data/PG_VERSION").write_text("14\n")
    with pytest.raises(postgres.ServerFailed, match="made by PostgreSQL 14"), postgres.embedded(data):
        pass


def test_a_long_path_gets_a_short_socket(data):
    deep = data / ("long" * 30)
    with postgres.embedded(deep, durable=False) as urls:
        assert answers(urls["DATABASE_URL"])
        assert str(deep) not in urls["DATABASE_URL"]


def test_redis_keeps_what_it_was_told_through_kill_9(data, join):
    user = join()
    redis_client.from_url(user.urls["REDIS_URL"]).set("word", "here")
    user.kill()
    kill_all(data)
    assert redis_client.from_url(join().urls["REDIS_URL"]).get("word") == b"here"


def test_nobody_else_may_come_in(data, join):
    join()
    for folder in (data / "postgres", data / "postgres/socket", data / "redis", data / "redis/socket"):
        assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another identity")
def test_root_without_user_namespaces_runs_it_as_nobody(data, monkeypatch):
    from launch import body

    data.parent.chmod(0o755)
    monkeypatch.setattr(body, "AWAY", data.parent / "away")
    monkeypatch.setattr(body, "can_run", lambda *_: False)
    (data / "postgres").mkdir(parents=True)
    server = postgres.Postgres(data / "postgres", "skerry", durable=False)
    socket = server.start()["socket"]
    assert Path(f"/proc/{server.process.pid}").stat().st_uid == body.NOBODY
    assert answers(postgres.url("skerry_web", socket, "skerry"))
    server.stop()
