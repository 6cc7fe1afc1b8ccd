"""Half-filled forms, kept inside the store: a lock or a crash loses nothing and leaks nothing."""

from dataclasses import dataclass

from integrhabitat_desktop.db.store import Store

SAVE = """
INSERT INTO draft (staff, form, saved_at, content) VALUES (?, ?, ?, ?)
ON CONFLICT (staff, form) DO UPDATE SET saved_at = excluded.saved_at, content = excluded.content
"""
OF_STAFF = "SELECT form, saved_at, content FROM draft WHERE staff = ? ORDER BY form"
ONE = "SELECT form, saved_at, content FROM draft WHERE staff = ? AND form = ?"
REMOVE = "DELETE FROM draft WHERE staff = ? AND form = ?"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a staff member had typed into a form; `content` is JSON that the form writes and reads."""

    form: str
    saved_at: str
    content: str


def save_draft(store: Store, staff: str, form: str, content: str) -> None:
    """Keep the state of a form; one draft for each staff member and form. StoreError."""
    with store.write_lock():
        store.connection.execute(SAVE, (staff, form, store.now_text(), content))


def read_draft(store: Store, staff: str, form: str) -> Draft | None:
    """The draft of one form. StoreError."""
    row = store.fetch_one(ONE, (staff, form))
    return Draft(*row) if row else None


def drafts_of(store: Store, staff: str) -> list[Draft]:
    """All drafts of a staff member. StoreError."""
    return [Draft(*row) for row in store.fetch(OF_STAFF, (staff,))]


def remove_draft(store: Store, staff: str, form: str) -> None:
    """Forget a draft: the form was saved or given up. StoreError."""
    with store.write_lock():
        store.connection.execute(REMOVE, (staff, form))
