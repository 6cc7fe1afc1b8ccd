"""Expected failures of the conversation with the hub; there is a sentence for each code."""

from integrhabitat_protocol.errors import ExpectedError


class HubError(ExpectedError):
    """The hub, the way to it, or the pairing said no. See `CODES`. Nothing that was saved is lost by it.

    `retry_after` is how many seconds the hub asks to be left alone; 0 for no wish.
    """

    def __init__(self, code: str, *, retry_after: int = 0, **facts: str | int) -> None:
        super().__init__(code, **facts)
        self.retry_after = retry_after


CODES: dict[str, str] = {
    # The way to the hub
    "hub_unreachable": "no connection, or the link broke before the answer was complete",
    "hub_tls_failed": "the other side speaks no TLS, or only an outdated version of it",
    "hub_not_trusted": "the certificate is not of the hub that this computer was paired with",
    "hub_answer_invalid": "something answered, but not the hub: a portal page, a redirect, damaged bytes",
    "hub_busy": "the hub asks to come again later",
    "address_malformed": "the address of the hub cannot be read",
    "address_not_secure": "plain http leads off this computer",
    # What the hub says
    "device_revoked": "a coordinator has withdrawn this computer's right to sync",
    "device_unknown": "the hub does not know this computer or its key",
    "upgrade_needed": "this program is too old for the hub",
    "hub_upgrade_needed": "the hub is too old for this program",
    "hub_refused": "the hub refused the whole request for the reason in `reason`",
    "copies_differ": "the hub's records and these differ although everything was exchanged",
    # Pairing
    "not_paired": "this store has no hub yet",
    "already_paired": "this store has a hub already",
    "fingerprint_malformed": "the fingerprint has not the 64 signs of a SHA-256",
    "fingerprint_wrong": "the hub at this address has another certificate than the one expected",
    "pairing_code_wrong": "the one-time code is not known",
    "pairing_code_used": "the one-time code was used by another computer",
    "pairing_code_expired": "the one-time code is too old",
    "too_many_attempts": "too many wrong codes; a new one is needed",
    # This side
    "sync_running": "a round is already under way",
    "cancelled": "the person stopped the round",
}
