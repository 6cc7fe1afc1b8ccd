"""Settings of this computer that belong with the data, so that they are encrypted and backed up with it."""

from integrhabitat_desktop.db.store import Store

READ = "SELECT value FROM setting WHERE key = ?"
WRITE = (
    "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
REMOVE = "DELETE FROM setting WHERE key = ?"


def read_setting(store: Store, key: str) -> str | None:
    """The value of a setting; None where it was never set. StoreError."""
    row = store.fetch_one(READ, (key,))
    return row[0] if row else None


def write_setting(store: Store, key: str, value: str | None) -> None:
    """Keep a setting; None goes back to the program's own choice. StoreError."""
    with store.write_lock():
        if value is None:
            store.connection.execute(REMOVE, (key,))
        else:
            store.connection.execute(WRITE, (key, value))
