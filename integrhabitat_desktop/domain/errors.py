"""Expected refusals by the rules of the work."""

from integrhabitat_protocol.errors import ExpectedError


class RuleViolation(ExpectedError):  # noqa: N818 - the rooms agreed on the name
    """A rule said no: not allowed, already done, does not fit. Nothing was changed."""
