"""People are found by name, sound, other name, document, phone and card, whoever wrote them: this store or the hub."""

import pytest

from integrhabitat_desktop.db.queries.look_alikes import look_alikes
from integrhabitat_desktop.db.queries.people import MatchReason, search_people
from integrhabitat_desktop.db.search_index import keep_up_with_rules
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_meta import MetaKey
from integrhabitat_desktop.db.sync_store import SyncStore
from integrhabitat_protocol.blocks import RecordRow
from integrhabitat_protocol.ids import check_sign, natural_id
from integrhabitat_protocol.messages import Reply
from integrhabitat_protocol.record_type import Values
from integrhabitat_protocol.record_types import CheckIn, Contact, HouseholdMember, IdentityDocument, Person
from tests.unit.desktop.db.sync_builders import STAFF, answer, delete, edit, person_row, register, send_all


def found(store: Store, query: str) -> list[tuple[str, MatchReason]]:
    return [(match.person.name, match.reason) for match in search_people(store, query)]


def add_document(store: Store, person_id: str, key: str) -> str:
    with store.transaction(STAFF) as tx:
        document_id = tx.new_id()
        tx.create(
            IdentityDocument(
                id=document_id, person=person_id, document_type="ANY-PASSPORT", number=key, number_key=key
            )
        )
    return document_id


def add_phone(store: Store, person_id: str, key: str) -> None:
    with store.transaction(STAFF) as tx:
        tx.create(Contact(id=tx.new_id(), person=person_id, channel="PHONE", value=key, value_key=key))


def visit(store: Store, person_id: str, day: str) -> None:
    with store.transaction(STAFF) as tx:
        tx.put(CheckIn(id=f"{person_id}.{day}", person=person_id, day=day, visit_number=1, state="DONE"))


@pytest.mark.parametrize(
    "query",
    ["Yohana", "yoh", "YOHANA MUÑOZ", "munoz yohana", "muno yo", "quevedo  yohana", "  Yohana, Muñoz"],
)
def test_accents_case_order_and_unfinished_words_do_not_matter(store: Store, query: str) -> None:
    register(store, "Yohana Muñoz Quevedo")
    register(store, "Pedro Ayala")
    assert found(store, query) == [("Yohana Muñoz Quevedo", MatchReason.NAME)]


@pytest.mark.parametrize("query", ["johana munos", "Jhoana Kevedo", "yojana muños kevedo", "johana mun"])
def test_what_sounds_alike_is_found_and_said_so(store: Store, query: str) -> None:
    register(store, "Yohana Muñoz Quevedo")
    register(store, "Pedro Ayala")
    assert found(store, query) == [("Yohana Muñoz Quevedo", MatchReason.SOUNDS_LIKE)]


def test_another_word_among_three_still_finds_by_sound(store: Store) -> None:
    register(store, "Yohana Muñoz Quevedo")
    assert found(store, "Johana Muñoz Quintero") == [("Yohana Muñoz Quevedo", MatchReason.SOUNDS_LIKE)]


def test_the_name_a_person_goes_by(store: Store) -> None:
    register(store, "Yohana Muñoz Quevedo", preferred_name="La Negra")
    assert found(store, "negra") == [("Yohana Muñoz Quevedo", MatchReason.ALSO_KNOWN_AS)]


@pytest.mark.parametrize("query", ["99000101", "9900", "99 000 101", "990-00101"])
def test_a_document_is_found_by_its_beginning(store: Store, query: str) -> None:
    add_document(store, register(store, "Yohana Muñoz"), "99000101")
    assert found(store, query) == [("Yohana Muñoz", MatchReason.DOCUMENT)]


@pytest.mark.parametrize("query", ["V-99000101", "cc 99.000.101", "PPT99000101", "V 9900"])
def test_a_document_is_found_with_its_kind_typed_before_it(store: Store, query: str) -> None:
    add_document(store, register(store, "Yohana Muñoz"), "99000101")
    assert found(store, query) == [("Yohana Muñoz", MatchReason.DOCUMENT)]


def test_letters_that_belong_to_a_number_are_not_left_out(store: Store) -> None:
    add_document(store, register(store, "Yohana Muñoz"), "P99000101")
    add_document(store, register(store, "Marlene Castillo"), "99000101")
    assert found(store, "P99000101") == [("Yohana Muñoz", MatchReason.DOCUMENT)]


@pytest.mark.parametrize("query", ["573001234567", "300 123 4567", "3001234", "1234567"])
def test_a_phone_is_found_with_and_without_country_and_area(store: Store, query: str) -> None:
    add_phone(store, register(store, "Yohana Muñoz"), "573001234567")
    assert found(store, query) == [("Yohana Muñoz", MatchReason.PHONE)]


@pytest.mark.parametrize(
    ("stored", "query"),
    [
        ("3001234567", "+57 300 123 4567"),
        ("04141234567", "+58 414 1234567"),
        ("04141234567", "0058 414 123"),
        ("584141234567", "0414-123.45.67"),
        ("8681234567", "+1 868 123 4567"),
    ],
)
def test_a_phone_is_found_with_the_code_of_a_country_on_one_side_only(
    store: Store, stored: str, query: str
) -> None:
    add_phone(store, register(store, "Yohana Muñoz"), stored)
    assert found(store, query) == [("Yohana Muñoz", MatchReason.PHONE)]


@pytest.mark.parametrize(
    "query", ["08123456", "V-08.123.456", "cedula 8123456", "Cédula V-8.123.456", "CI 8123456"]
)
def test_a_document_is_found_with_zeros_and_kind_before_it(store: Store, query: str) -> None:
    add_document(store, register(store, "Yohana Muñoz"), "8123456")
    assert found(store, query) == [("Yohana Muñoz", MatchReason.DOCUMENT)]


def test_a_key_of_older_rules_is_found_by_those_of_today(store: Store) -> None:
    person_id = register(store, "Yohana Muñoz")
    with store.transaction(STAFF) as tx:
        tx.create(
            IdentityDocument(
                id=tx.new_id(),
                person=person_id,
                document_type="ANY-OTHER",
                number="V-20.111.222",
                number_key="V20111222",
            )
        )
    assert found(store, "20111222") == [("Yohana Muñoz", MatchReason.DOCUMENT)]
    assert candidates(store, "Marlene Castillo", document_keys=["20111222"]) == {"Yohana Muñoz"}


def test_a_whole_number_comes_before_longer_ones(store: Store) -> None:
    add_document(store, register(store, "Yohana Muñoz"), "99000101")
    add_document(store, register(store, "Pedro Ayala"), "990001012")
    assert [name for name, _ in found(store, "99000101")] == ["Yohana Muñoz", "Pedro Ayala"]


def test_a_code_is_found_without_its_dash(store: Store) -> None:
    person_id = register(store, "Yohana Muñoz")
    assert found(store, person_id.replace("-", "")) == [("Yohana Muñoz", MatchReason.CODE)]


def test_the_code_of_a_household_finds_who_lives_there(store: Store) -> None:
    mother = register(store, "Yohana Muñoz")
    with store.transaction(STAFF) as tx:
        member = natural_id("K3F9Q7M-900", mother)
        tx.create(HouseholdMember(id=member, household="K3F9Q7M-900", person=mother, state="ACTIVE"))
    assert found(store, "k3f9q7m-900") == [("Yohana Muñoz", MatchReason.HOUSEHOLD)]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("Christian Mosquera", "cristian mosquera"),
        ("Washington Klinger", "guasinton"),
        ("Luz Dary Palacios", "luzdary palacios"),
        ("Luzdary Palacios", "luz dary palacios"),
        ("Carlos De la Hoz", "carlos delahoz"),
        ("Carlos Delahoz", "carlos de la hos"),
        ("Jean-Baptiste Desir", "janbatis"),
    ],
)
def test_spellings_by_ear_and_names_written_together(store: Store, name: str, query: str) -> None:
    register(store, name)
    register(store, "Pedro Ayala")
    assert found(store, query) == [(name, MatchReason.SOUNDS_LIKE)]


@pytest.mark.parametrize("query", ["maria gonzalez", "maria gonsales"])
def test_who_comes_often_is_shown_though_very_many_have_the_name(store: Store, query: str) -> None:
    regular = register(store, "María González Zurita")
    for day in ("2027-02-18", "2027-02-19", "2027-02-20"):
        visit(store, regular, day)
    with store.transaction(STAFF) as tx:
        for number in range(220):
            tx.create(Person(id=tx.new_id(), name=f"María González {'ABCDEFGHIJ'[number % 10]}güero"))
    assert found(store, query)[0][0] == "María González Zurita"


def test_a_scanned_card_finds_its_person(store: Store) -> None:
    person_id = register(store, "Yohana Muñoz")
    register(store, "Pedro Ayala")
    for code in (person_id, person_id.lower(), person_id + check_sign(person_id)):
        assert found(store, code)[0] == ("Yohana Muñoz", MatchReason.CODE)


def test_a_number_finds_who_lives_with_its_person(store: Store) -> None:
    mother, child, neighbour = (register(store, it) for it in ("Yohana Muñoz", "Iker Muñoz", "Pedro Ayala"))
    add_document(store, mother, "10203040")
    add_phone(store, neighbour, "3001234567")
    with store.transaction(STAFF) as tx:
        for person in (mother, child):
            member = natural_id("K3F9Q7M-900", person)
            tx.create(HouseholdMember(id=member, household="K3F9Q7M-900", person=person, state="ACTIVE"))
    expected = [("Yohana Muñoz", MatchReason.DOCUMENT), ("Iker Muñoz", MatchReason.HOUSEHOLD)]
    assert found(store, "10203040") == expected
    assert found(store, "3001234567") == [("Pedro Ayala", MatchReason.PHONE)]
    assert found(store, "Yohana") == [("Yohana Muñoz", MatchReason.NAME)]


def test_whole_words_come_before_beginnings_and_recent_visitors_first(store: Store) -> None:
    register(store, "Ana Rosalía Díaz")
    long_ago = register(store, "Ana Rosa Díaz")
    recent = register(store, "Ana Rosa Bello")
    visit(store, long_ago, "2026-01-05")
    visit(store, recent, "2027-02-20")
    assert [name for name, _ in found(store, "ana rosa")] == [
        "Ana Rosa Bello",
        "Ana Rosa Díaz",
        "Ana Rosalía Díaz",
    ]


@pytest.mark.parametrize("query", ["", "   ", '"', "*", "name : x", "NEAR(", "' OR 1=1 --", "{sounds}", "-"])
def test_signs_of_the_search_language_are_only_text(store: Store, query: str) -> None:
    register(store, "Yohana Muñoz")
    assert found(store, query) == []


def test_an_edit_moves_the_index(store: Store) -> None:
    person_id = register(store, "Yohana Muñoz")
    edit(store, person_id, name="Marlene Castillo")
    assert found(store, "yohana") == []
    assert found(store, "marlene") == [("Marlene Castillo", MatchReason.NAME)]


def test_a_deleted_person_is_not_found(store: Store) -> None:
    person_id = register(store, "Yohana Muñoz")
    delete(store, person_id)
    assert found(store, "yohana") == []
    assert store.fetch("SELECT count(*) FROM person_search_row") == [(0,)]


def test_a_deleted_document_is_not_found(store: Store) -> None:
    document_id = add_document(store, register(store, "Yohana Muñoz"), "99000101")
    with store.transaction(STAFF) as tx:
        tx.delete(IdentityDocument, document_id)
    assert found(store, "99000101") == []


def test_a_document_that_was_given_to_the_wrong_person_moves(store: Store) -> None:
    document_id = add_document(store, register(store, "Yohana Muñoz"), "99000101")
    other = register(store, "Marlene Castillo")
    with store.transaction(STAFF) as tx:
        tx.update(IdentityDocument, document_id, person=other)
    assert found(store, "99000101") == [("Marlene Castillo", MatchReason.DOCUMENT)]


def test_pulled_people_are_found(store: Store) -> None:
    document: Values = {
        "person": "P-1",
        "document_type": "ANY-PASSPORT",
        "number": "99000101",
        "number_key": "99000101",
    }
    rows = [
        RecordRow("identity_document", "D-1", 1, "live", document),
        person_row("P-1", 1, name="Ifigenia Lucumí"),
    ]
    answer(SyncStore(store, STAFF), rows=rows)
    assert found(store, "ifijenia") == [("Ifigenia Lucumí", MatchReason.SOUNDS_LIKE)]
    assert found(store, "99000101") == [("Ifigenia Lucumí", MatchReason.DOCUMENT)]
    answer(SyncStore(store, STAFF), rows=[RecordRow("identity_document", "D-1", 2, "deleted", {})])
    assert found(store, "99000101") == []


def test_a_name_that_was_taken_back_is_not_found(store: Store) -> None:
    sync = SyncStore(store, STAFF)
    person_id = register(store, "Yohana Muñoz")
    answer(sync, last=send_all(sync))
    edit(store, person_id, name="Marlene Castillo")
    answer(sync, Reply(2, "refused", 0, "already_settled"), last=send_all(sync))
    assert found(store, "marlene") == []
    assert found(store, "yohana") == [("Yohana Muñoz", MatchReason.NAME)]


def test_a_renumbered_person_is_found_under_the_new_id(store: Store) -> None:
    register(store, "Yohana Muñoz")
    SyncStore(store, STAFF).take_new_identity("ZZZZZZZ")
    assert [match.person.id for match in search_people(store, "yohana")] == ["ZZZZZZZ-1"]


def test_an_index_of_older_rules_is_made_anew(store: Store) -> None:
    register(store, "Yohana Muñoz")
    store.connection.execute("UPDATE person_search_row SET name = 'of older rules'")
    store.meta.put(MetaKey.SEARCH_RULES, 0)
    keep_up_with_rules(store.connection)
    store.connection.commit()
    assert found(store, "yohana") == [("Yohana Muñoz", MatchReason.NAME)]
    store.connection.execute("INSERT INTO person_search (person_search, rank) VALUES ('integrity-check', 1)")
    assert all(b"older" not in row[0] for row in store.fetch("SELECT block FROM person_search_data"))
    assert store.fetch("SELECT v FROM person_search_config WHERE k = 'secure-delete'") == [(1,)]


def test_words_of_a_deleted_person_are_not_left_in_the_index(store: Store) -> None:
    person_id = register(store, "Zwxqterol Muñoz")
    register(store, "Yohana Muñoz")
    delete(store, person_id)
    assert all(b"zwxqterol" not in row[0] for row in store.fetch("SELECT block FROM person_search_data"))


def candidates(store: Store, name: str, **known: object) -> set[str]:
    return {it.person.name for it in look_alikes(store, name, **known)}  # type: ignore[arg-type]  # by the test


def test_look_alikes_share_a_document_whatever_the_name(store: Store) -> None:
    add_document(store, register(store, "Yohana Muñoz"), "99000101")
    assert candidates(store, "Marlene Castillo", document_keys=["99000101"]) == {"Yohana Muñoz"}
    assert candidates(store, "Marlene Castillo", document_keys=["99000102"]) == set()


@pytest.mark.parametrize("birth_date", ["1975-11-03", "1975-03-11"])
def test_look_alikes_share_the_birth_date_also_with_day_and_month_exchanged(
    store: Store, birth_date: str
) -> None:
    register(store, "Luis Cedeño", birth_date="1975-11-03", birth_precision="DAY")
    assert candidates(store, "Otro Nombre", birth_date=birth_date) == {"Luis Cedeño"}


@pytest.mark.parametrize(
    "name",
    ["Johana Chirinos", "Chirinos Jhoana", "Yohana Carolina Chirinos Balbuena", "Yohana Chirinos Pérez"],
)
def test_look_alikes_sound_alike_in_two_words(store: Store, name: str) -> None:
    register(store, "Yohana Chirinos Valbuena")
    register(store, "Pedro Ayala")
    assert candidates(store, name) == {"Yohana Chirinos Valbuena"}


def test_nobody_looks_like_themselves(store: Store) -> None:
    person_id = register(store, "Yohana Chirinos")
    assert candidates(store, "Yohana Chirinos", leave_out=person_id) == set()


def test_look_alikes_bring_their_documents(store: Store) -> None:
    person_id = register(store, "Yohana Chirinos")
    add_document(store, person_id, "99000101")
    (candidate,) = look_alikes(store, "Yohana Chirinos")
    assert candidate.document_keys == ("99000101",)


def test_a_person_without_letters_in_the_name_can_be_stored(store: Store) -> None:
    person_id = register(store, "محمد")
    assert store.get(Person, person_id) is not None
    assert candidates(store, "محمد") == set()


def test_the_index_agrees_with_its_rows_after_all_kinds_of_writes(store: Store) -> None:
    sync = SyncStore(store, STAFF)
    first, second = register(store, "Yohana Muñoz"), register(store, "Marlene Castillo")
    add_phone(store, first, "573001234567")
    answer(sync, last=send_all(sync), rows=[person_row("P-1", 1, name="Ifigenia Lucumí")])
    edit(store, first, name="Yohana Quevedo")
    answer(sync, rows=[person_row(first, 2, name="Yohana Muñoz Paz"), person_row("P-1", 2, "deleted")])
    delete(store, second)
    register(store, "Pedro Ayala")
    sync.take_new_identity("ZZZZZZZ")
    # Raises where a word of a row is missing in the index, or a word of no row is in it.
    store.connection.execute("INSERT INTO person_search (person_search, rank) VALUES ('integrity-check', 1)")
    people = store.fetch("SELECT id FROM person WHERE gone = 0 ORDER BY id")
    assert store.fetch("SELECT person FROM person_search_row ORDER BY person") == people
