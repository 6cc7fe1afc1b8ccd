"""A desk for the command line: asks who is working and for the passphrase, without a window."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.launch.surroundings import Surroundings
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.store_door import AccountSlot, StoreDoor
from integrhabitat_protocol.errors import ExpectedError


class CommandRefused(ExpectedError):  # noqa: N818 - it is an answer to whoever typed the command
    """The command line does not say enough. Codes `account_not_named`, `account_not_found`."""


@contextmanager
def unlocked_desk(surroundings: Surroundings, account_name: str | None) -> Iterator[Desk]:
    """Open the store for one command and close it afterwards.

    The passphrase is asked for at the terminal, or read as one line where the input is a pipe. StoreError,
    CommandRefused.
    """
    door = StoreDoor(
        surroundings.home,
        surroundings.clock,
        surroundings.random_bytes,
        surroundings.cost,
        surroundings.floor,
    )
    door.enter()
    try:
        account = _account(door.accounts(), account_name)
        opened = door.unlock(account.account_id, _passphrase(account.display_name))
        store = opened.connect()
        try:
            yield opened.desk(store)
        finally:
            store.close()
    finally:
        door.leave()


def _account(accounts: tuple[AccountSlot, ...], name: str | None) -> AccountSlot:
    if name is None and len(accounts) == 1:
        return accounts[0]
    if name is None:
        raise CommandRefused("account_not_named", names=", ".join(it.display_name for it in accounts))
    found = [it for it in accounts if it.display_name.casefold() == name.strip().casefold()]
    if len(found) != 1:
        raise CommandRefused("account_not_found")
    return found[0]


def _passphrase(name: str) -> str:
    if sys.stdin.isatty():
        return getpass(_("Passphrase of {name}: ").format(name=name))
    return sys.stdin.readline().rstrip("\r\n")
