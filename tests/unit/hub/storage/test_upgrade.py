"""The migrations make exactly the tables that the code expects, and leave a newer database alone."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, text

from integrhabitat_hub.errors import OperatorError
from integrhabitat_hub.storage import schema
from integrhabitat_hub.storage.engine import transaction
from integrhabitat_hub.storage.upgrade import upgrade


def test_the_migrated_tables_are_those_of_the_code(engine: Engine) -> None:
    with transaction(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_an_upgrade_of_a_new_enough_database_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    with transaction(engine, reads_only=True) as connection:
        assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1


def test_a_database_of_a_newer_hub_is_refused_and_left_alone(engine: Engine) -> None:
    with transaction(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(OperatorError, match="schema_newer"):
        upgrade(engine)
    with transaction(engine, reads_only=True) as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


def test_the_centre_comes_first_in_every_key_of_a_centres_data() -> None:
    for table in schema.metadata.sorted_tables:
        if "centre" in table.columns and table.name != "pairing_code":
            assert next(iter(table.primary_key.columns)).name == "centre", table.name
