"""Marks the English labels of the catalogue for translation; the interface translates them when it shows them."""


def N_(message: str) -> str:  # noqa: N802 - the usual gettext name for "translate later"
    """Return the message unchanged; message extraction finds the call."""
    return message
