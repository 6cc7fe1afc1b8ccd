"""Ids for what two computers may add to one series at the same time, so that both meet in one record."""

from datetime import date
from hashlib import sha256

from integrhabitat_protocol.ids import make_id, new_prefix


def id_within(series_id: str, day: date) -> str:
    """The id of what a series has on a day: the same on every computer, and like no id that a computer counts out.

    The prefix stands for the series instead of a store.
    """
    return make_id(new_prefix(sha256(series_id.encode()).digest()), day.toordinal())
