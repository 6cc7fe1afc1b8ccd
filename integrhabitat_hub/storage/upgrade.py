"""Brings the database to the newest tables, and refuses one that a newer hub has made."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from integrhabitat_hub.errors import OperatorError
from integrhabitat_hub.storage.engine import transaction

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Run the missing migrations in one transaction. OperatorError("schema_newer") where the hub is too old."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    with transaction(engine) as connection:
        found = MigrationContext.configure(connection).get_current_revision()
        if found is not None and found not in {step.revision for step in script.walk_revisions()}:
            raise OperatorError("schema_newer")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
