"""Of joined records of one person: the one that is kept, where whatever is new belongs."""

from integrhabitat_desktop.db import joined_records
from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.use_cases.desk import Desk


def kept_record(desk: Desk, person_id: str) -> str:
    """The id of the record that is kept for a person; the same where nothing was joined. StoreError."""
    with store_errors():
        return joined_records.kept_record(desk.store.connection, person_id)
