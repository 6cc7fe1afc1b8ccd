"""The base of every expected error: the world or the rules said no, and there is a sentence for it."""


class ExpectedError(Exception):
    """An expected refusal with a stable code; a person reads the sentence that belongs to the code.

    `facts` fill the named fields of that sentence. They may reach a log, so never put a name, a note or a
    document number in them.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, str | int] = facts


class ProtocolError(ExpectedError):
    """What arrived is not what the protocol allows."""
