"""Expected failures of the hub: each has a code, and the command line has a sentence for it."""

from integrhabitat_protocol.errors import ExpectedError


class OperatorError(ExpectedError):
    """Something for whoever runs the hub to put right: no data folder, port taken, newer tables ..."""


class StorageBusyError(ExpectedError):
    """Another exchange holds the centre for longer than one waits; the device comes again later."""

    def __init__(self) -> None:
        super().__init__("busy")
