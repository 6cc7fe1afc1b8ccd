"""What must hold whatever happened: used by the property test, the kill loops, the soak and the demo."""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import Engine, select

from integrhabitat_desktop.db.audit import first_break
from integrhabitat_desktop.db.known_versions import KnownVersions
from integrhabitat_desktop.db.outbox import CHANGE_COLUMNS, change_of_row
from integrhabitat_desktop.db.record_rows import read_record
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_meta import MetaKey
from integrhabitat_desktop.domain.rebase import filled
from integrhabitat_hub.storage import schema
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.changes import CHAIN_START, chain_hash
from integrhabitat_protocol.digest import Digest, record_hash
from integrhabitat_protocol.record_type import Value, Values
from tests.sync.hub_copies import HubRecord
from tests.sync.journal import Journal, Saved

RecordKey = tuple[str, str]
_fields_of = msgspec.json.Decoder(dict[str, Value]).decode
_changed_of = msgspec.json.Decoder(dict[str, tuple[Value, Value]]).decode
OUTBOX = f"SELECT {CHANGE_COLUMNS}, chain, state FROM outbox ORDER BY counter"  # noqa: S608 - a constant


class ViolationError(AssertionError):
    """Something that must never happen has happened."""


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ViolationError(what)


def hub_records(engine: Engine, centre: str) -> dict[RecordKey, HubRecord]:
    """What the hub holds of one centre."""
    table = schema.record
    with engine.connect() as connection:
        rows = connection.execute(select(table).where(table.c.centre == centre)).all()
    return {
        (row.type, row.id): HubRecord(row.version, row.state, filled(_fields_of(row.fields))) for row in rows
    }


def check_store(store: Store) -> None:
    """What holds for one store at any moment, in the middle of everything."""
    _require(first_break(store.connection) is None, "the audit chain is broken")
    rows = store.fetch(OUTBOX)
    chains = {0: CHAIN_START}
    for row in rows:
        change = change_of_row(row)
        before = chains.get(change.counter - 1)
        if change.counter > 0 and before is not None:
            _require(chain_hash(before, change) == row[9], f"the chain breaks at change {change.counter}")
        chains[change.counter] = row[9]
    unsent = [row[0] for row in rows if row[10] in ("waiting", "in_flight")]
    newest = store.meta.number(MetaKey.NEXT_COUNTER, 1) - 1
    _require(
        unsent == list(range(newest - len(unsent) + 1, newest + 1)),
        f"unsent are {unsent[:3]} … {unsent[-3:]} up to {newest}",
    )
    digest = Digest()
    for row in store.fetch("SELECT record_type, record_id, version FROM record_state"):
        digest = digest.added(record_hash(*row))
    kept = store.meta.data(MetaKey.DIGEST)
    _require(not kept or Digest.from_bytes(kept) == digest, "the kept digest is not that of the versions")
    _require_whole_groups(rows)


def _require_whole_groups(rows: Iterable[tuple[object, ...]]) -> None:
    """All changes of a group are accepted, or none is."""
    fates: dict[object, set[bool]] = {}
    for row in rows:
        group, state = row[6], row[10]
        if group and state in ("acknowledged", "conflict", "quarantined", "refused"):
            fates.setdefault(group, set()).add(state in ("acknowledged", "conflict"))
    torn = [group for group, found in fates.items() if len(found) > 1]
    _require(not torn, f"groups are torn: {torn}")


def check_hub(engine: Engine, centre: str) -> None:
    """What holds for one centre at the hub at any moment."""
    with engine.connect() as connection:
        records = connection.execute(select(schema.record).where(schema.record.c.centre == centre)).all()
        versions = connection.execute(
            select(schema.record_version).where(schema.record_version.c.centre == centre)
        ).all()
        newest = connection.execute(select(schema.centre.c.feed).where(schema.centre.c.centre == centre))
        feed = newest.scalar_one()
    past: dict[RecordKey, list[int]] = {}
    for row in versions:
        past.setdefault((row.type, row.id), []).append(row.version)
    digest = Digest()
    for row in records:
        digest = digest.added(record_hash(row.type, row.id, row.version))
        expected = list(range(1, row.version + 1)) if row.version > 1 else []
        _require(
            sorted(past.get((row.type, row.id), [])) == expected,
            f"versions of {row.type} {row.id} do not rise by one",
        )
    feeds = Counter(row.feed for row in records)
    _require(not feeds or max(feeds.values()) == 1, "a feed number was given twice")
    _require(not feeds or max(feeds) <= feed, "a feed number is ahead of the centre's")
    _require(_hub_digest(engine, centre) == digest, "the hub's digest is not that of its records")


def check_converged(stores: Mapping[str, Store], engine: Engine, centre: str) -> None:
    """After quiet and full syncs every store equals the hub: by digest, version by version, field by field.

    `stores` are open stores by the name they are to have in a message, `engine` is the hub's database, `centre` the
    code of the centre. Every record is compared, deleted ones and fields of newer versions too; those with a
    quarantined change, which shows on one desktop alone until somebody decides, only by version. Reads only, so a
    program may be running meanwhile (in one read transaction of the store). Raises ViolationError.
    """
    held = hub_records(engine, centre)
    digest = _hub_digest(engine, centre)
    for name, store in stores.items():
        versions = {
            (row[0], row[1]): row[2]
            for row in store.fetch("SELECT record_type, record_id, version FROM record_state")
        }
        expected = {key: record.version for key, record in held.items()}
        _require(versions == expected, f"{name} knows other versions: {_difference(versions, expected)}")
        own = KnownVersions(store.connection).digest
        _require(own == digest, f"{name} has the digest {own}, the hub {digest}")
        unsent = store.fetch("SELECT counter FROM outbox WHERE state IN ('waiting', 'in_flight')")
        _require(not unsent, f"{name} still has unsent changes")
        pending = set(store.fetch("SELECT record_type, record_id FROM outbox WHERE state = 'quarantined'"))
        for key in _stored_keys(store) | set(held):
            if key not in pending and key[0] in CATALOGUE:
                shown = _shown(store, key)
                record = held.get(key)
                wanted = record.fields if record is not None and record.state == "live" else None
                _require(shown == wanted, f"{name} shows {key} as {shown}, the hub holds {wanted}")
        bases = {tuple(row) for row in store.fetch("SELECT record_type, record_id FROM sync_base")}
        _require(bases <= pending, f"{name} keeps bases that nothing stands on: {bases - pending}")


def _hub_digest(engine: Engine, centre: str) -> Digest:
    with engine.connect() as connection:
        state = connection.execute(select(schema.centre).where(schema.centre.c.centre == centre)).one()
    return Digest(state.digest_count, int.from_bytes(state.digest_total, "big"))


def _stored_keys(store: Store) -> set[RecordKey]:
    found: set[RecordKey] = set()
    for name in CATALOGUE:
        found.update((name, row[0]) for row in store.fetch(f"SELECT id FROM {name}"))  # noqa: S608 - catalogue
    return found


def _shown(store: Store, key: RecordKey) -> Values | None:
    stored = read_record(store.connection, CATALOGUE[key[0]], key[1])
    return None if stored is None or stored.gone else filled(stored.values)


def _difference(ours: dict[RecordKey, int], theirs: dict[RecordKey, int]) -> dict[RecordKey, object]:
    keys = {*ours, *theirs}
    return {key: (ours.get(key), theirs.get(key)) for key in keys if ours.get(key) != theirs.get(key)}


def check_nothing_lost(journal: Journal, stores: Mapping[str, Store], engine: Engine, centre: str) -> None:
    """Every value ever saved is current, or overwritten by an edit that had seen it, or kept for a decision."""
    held = hub_records(engine, centre)
    kept = _values_kept_for_decisions(held, stores, engine, centre)
    seen: dict[tuple[RecordKey, str], set[Value]] = {}
    for entry in journal.entries:
        for name, old in entry.old.items():
            seen.setdefault((entry.key, name), set()).add(old)
    for entry in journal.entries:
        # Who settled a review, and when, is no content: a second decision is refused, and the person told.
        if not entry.is_owed or entry.record_type == "review":
            continue
        for name, new in entry.new.items():
            if new is None or entry.old.get(name) == new:
                continue
            record = held.get(entry.key)
            is_current = record is not None and record.fields.get(name) == new
            was_seen = new in seen.get((entry.key, name), set())
            is_kept = (entry.key, name, new) in kept
            _require(is_current or was_seen or is_kept, f"lost: {_describe(entry, name)}")


def check_no_blind_overwrite(journal: Journal, engine: Engine, centre: str) -> None:
    """Each value that the hub replaced was replaced by an edit whose author had seen it."""
    followers: dict[tuple[RecordKey, str, Value], set[Value]] = {}
    for entry in journal.entries:
        for name, old in entry.old.items():
            followers.setdefault((entry.key, name, old), set()).add(entry.new.get(name))
    table = schema.record_version
    with engine.connect() as connection:
        rows = connection.execute(select(table).where(table.c.centre == centre)).all()
    for row in rows:
        if row.type not in ("person", "attendance", "consent"):
            continue
        key = (row.type, row.id)
        for name, (old, new) in _changed_of(row.fields).items():
            if old is not None:
                _require(
                    _leads_to(followers, key, name, old, new),
                    f"{row.type} {row.id}: {name} went from {old!r} to {new!r} and nobody had seen it",
                )


def _leads_to(
    followers: dict[tuple[RecordKey, str, Value], set[Value]],
    key: RecordKey,
    name: str,
    old: Value,
    new: Value,
) -> bool:
    """Whether edits lead from one value to another, each made by someone who saw the value before."""
    reached, frontier = {old}, [old]
    while frontier:
        for value in followers.get((key, name, frontier.pop()), ()):
            if value == new:
                return True
            if value not in reached:
                reached.add(value)
                frontier.append(value)
    return False


def _values_kept_for_decisions(
    held: dict[RecordKey, HubRecord], stores: Mapping[str, Store], engine: Engine, centre: str
) -> set[tuple[RecordKey, str, Value]]:
    kept: set[tuple[RecordKey, str, Value]] = set()
    for (record_type, _), record in held.items():
        if record_type == "review":
            about = (str(record.fields["record_type"]), str(record.fields["record_id"]))
            for side in ("base", "current", "other"):
                values = _fields_of(str(record.fields.get(side) or "{}"))
                kept.update((about, name, value) for name, value in values.items())
    with engine.connect() as connection:
        table = schema.quarantine
        for kept_row in connection.execute(select(table).where(table.c.centre == centre)):
            change = msgspec.json.decode(kept_row.change)
            fields = change["fields"] if isinstance(change, dict) else change[5]
            about = (
                (change["record_type"], change["record_id"])
                if isinstance(change, dict)
                else (change[1], change[2])
            )
            kept.update((about, name, pair[1]) for name, pair in fields.items())
    for store in stores.values():
        for row in store.fetch(
            "SELECT record_type, record_id, fields FROM outbox WHERE state IN ('quarantined', 'refused')"
        ):
            for name, (_, new) in _changed_of(row[2]).items():
                kept.add(((row[0], row[1]), name, new))
    return kept


def _describe(entry: Saved, name: str) -> str:
    return (
        f"{entry.new[name]!r} as {name} of {entry.record_type} {entry.record_id},"
        f" saved by {entry.client} as edit {entry.number}"
    )


def check_together(store: Store) -> None:
    """Each edit has its change and its audit entry, in one commit: neither is ever there without the other."""
    audited = store.fetch(
        "SELECT record_type, record_id, count(*) FROM audit WHERE action IN ('create', 'edit', 'delete')"
        " GROUP BY record_type, record_id"
    )
    queued = store.fetch(
        "SELECT record_type, record_id, count(*) FROM outbox GROUP BY record_type, record_id"
    )
    _require(sorted(audited) == sorted(queued), f"changes and audit differ: {set(audited) ^ set(queued)}")
    for record_type, record_id, _ in queued:
        stored = read_record(store.connection, CATALOGUE[record_type], record_id)
        _require(stored is not None, f"{record_type} {record_id} has a change and no record")


def check_once(stores: Mapping[str, Store], engine: Engine, centre: str) -> None:
    """Versions gained are changes applied or merged, no more and no less (no restore, no fork in between)."""
    accepted = sum(
        store.fetch("SELECT count(*) FROM outbox WHERE outcome = 'applied'")[0][0]
        for store in stores.values()
    )
    partly = sum(
        store.fetch("SELECT count(*) FROM outbox WHERE outcome IN ('merged', 'conflict')")[0][0]
        for store in stores.values()
    )
    gained = sum(record.version for key, record in hub_records(engine, centre).items() if key[0] != "review")
    _require(
        accepted <= gained <= accepted + partly, f"{gained} versions of {accepted} to {accepted + partly}"
    )
