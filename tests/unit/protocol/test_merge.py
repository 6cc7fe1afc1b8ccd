"""The merge is pure and loses nothing."""

from hypothesis import given
from hypothesis import strategies as st

from integrhabitat_protocol.merge import merge
from integrhabitat_protocol.record_type import Values
from integrhabitat_protocol.record_types import Person

TYPE = Person.TYPE
NAMES = [*TYPE.field_names, "from_a_newer_version"]
records = st.fixed_dictionaries({name: st.sampled_from([None, "a", "b", "c"]) for name in NAMES})


@given(records, records)
def test_one_sided_edits_are_taken_whole(base: Values, edited: Values) -> None:
    assert merge(base, edited, base, TYPE).fields == edited
    assert merge(base, base, edited, TYPE).fields == edited
    both = merge(base, edited, edited, TYPE)
    assert both.fields == edited
    assert both.clashes == ()


@given(records, records, records)
def test_every_value_of_mine_is_in_the_result_or_named_in_a_clash(
    base: Values, mine: Values, theirs: Values
) -> None:
    result = merge(base, mine, theirs, TYPE)
    for name in NAMES:
        group = TYPE.group_of(name)
        if mine[name] != base[name] and group is not None and group not in result.clashes:
            assert result.fields[name] == mine[name]
        if theirs[name] != base[name]:
            assert result.fields[name] == theirs[name]


def test_different_groups_both_survive() -> None:
    base: Values = {"name": "Rosa", "sex": None}
    result = merge(base, {**base, "sex": "F"}, {**base, "name": "Rosa Elvira"}, TYPE)
    assert result.fields == {"name": "Rosa Elvira", "sex": "F"}
    assert result.clashes == ()


def test_the_same_group_clashes_and_what_was_accepted_first_stands() -> None:
    base: Values = {"name": "Rosa", "birth_date": None}
    mine: Values = {"name": "Rosa", "birth_date": "1990-01-01"}
    theirs: Values = {"name": "Rosa Elvira", "birth_date": None}
    result = merge(base, mine, theirs, TYPE)
    assert result.clashes == ("identity",)
    assert result.fields == theirs
