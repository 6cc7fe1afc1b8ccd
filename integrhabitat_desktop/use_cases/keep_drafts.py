"""Half-filled forms: kept inside the store at a lock, found again by whoever typed them."""

import json
from collections.abc import Mapping

from integrhabitat_desktop.db import drafts
from integrhabitat_desktop.use_cases.desk import Desk

Drafts = dict[str, dict[str, str]]
"""The unsaved input by screen, and by field within it."""


def keep_drafts(desk: Desk, found: Mapping[str, Mapping[str, str]]) -> None:
    """Keep exactly these drafts of whoever is signed in; those of other staff stay. StoreError."""
    for old in drafts.drafts_of(desk.store, desk.staff.id):
        if old.form not in found:
            drafts.remove_draft(desk.store, desk.staff.id, old.form)
    for form, texts in found.items():
        content = json.dumps(dict(texts), ensure_ascii=False)
        drafts.save_draft(desk.store, desk.staff.id, form, content)


def kept_drafts(desk: Desk) -> Drafts:
    """The drafts of whoever is signed in; they stay until others are kept in their place. StoreError."""
    return {draft.form: json.loads(draft.content) for draft in drafts.drafts_of(desk.store, desk.staff.id)}
