"""The same backup when the database is a PostgreSQL server."""

import psycopg
import pytest

from tests.operate.installation import Installation


@pytest.fixture
def on_server(postgresql_database, tmp_path):
    """`on_server("a")`: an installation with a database of its own on the server."""

    def make(name: str) -> Installation:
        environment = {"DATABASE_URL": postgresql_database()}
        return Installation(tmp_path / name, environment)

    return make


def schools(installation, sql: str = "SELECT name FROM witness ORDER BY name") -> list[str]:
    with psycopg.connect(installation.environment["DATABASE_URL"], autocommit=True) as database:
        done = database.execute(sql)
        return [name for (name,) in done.fetchall()] if done.description else []


def test_a_server_database_is_saved_and_put_back_whole(on_server, tmp_path):
    old, new, file = on_server("old"), on_server("new"), tmp_path / "scola.tar.gz"
    old.ok("migrate", "-v0")
    schools(old, "CREATE TABLE witness (name text)")
    schools(old, "INSERT INTO witness VALUES ('Candia'), ('Loreto')")
    old.ok("backup", file)
    new.ok("restore", file)
    assert schools(new) == ["Candia", "Loreto"]
    assert new.scola("check").returncode == 0
    schools(new, "INSERT INTO witness VALUES ('Salines')")
    assert "--force" in new.refused("restore", file)
    new.ok("restore", file, "--force")
    assert schools(new) == ["Candia", "Loreto"]
    (dump,) = new.data.glob("before-restore-*/scola.dump")
    assert dump.stat().st_size > 0


def test_a_dump_that_cannot_be_loaded_changes_nothing(on_server, tmp_path):
    """A type of the same name stands in the way: the load fails half-way and is taken back."""
    old, new, file = on_server("old"), on_server("new"), tmp_path / "scola.tar.gz"
    old.ok("migrate", "-v0")
    old.ok("backup", file)
    new.ok("migrate", "-v0")
    schools(new, "CREATE TABLE witness (name text)")
    schools(new, "INSERT INTO witness VALUES ('Candia')")
    schools(new, "ALTER TABLE sharing_post RENAME TO gone")
    schools(new, "CREATE VIEW sharing_post AS SELECT 1 AS one")
    key = (new.data / "secret" / "django.key").read_bytes()
    assert "refused" in new.refused("restore", file, "--force")
    assert schools(new) == ["Candia"]
    assert (new.data / "secret" / "django.key").read_bytes() == key
    assert not (new.data / "restore-in-progress").exists()


def test_a_backup_of_the_other_kind_of_database_is_refused(on_server, installation, tmp_path):
    file = tmp_path / "scola.tar.gz"
    installation.ok("backup", file)
    assert "change DATABASE_URL" in on_server("new").refused("restore", file)


def test_a_server_that_is_away_is_one_sentence(installation, tmp_path):
    sentence = installation.refused(
        "backup", tmp_path / "a.tar.gz", DATABASE_URL="postgresql://scola@/scola?host=/nowhere"
    )
    assert "The database refuses" in sentence
