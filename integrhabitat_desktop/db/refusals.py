"""What the store refuses to write, beyond what disk and file say."""

from collections.abc import Sequence

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_protocol.record_type import RecordType
from integrhabitat_protocol.validation import FieldProblem


class ValidationFailed(StoreError):  # noqa: N818 - the rooms agreed on it
    """The values of a record break the rules of the catalogue; `problems` names each field with its reason."""

    def __init__(self, described: RecordType, problems: Sequence[FieldProblem]) -> None:
        super().__init__("values_not_valid", record_type=described.name, field=problems[0].field)
        self.problems = tuple(problems)


def record_not_found(described: RecordType) -> StoreError:
    """An edit of a record that is not here or was deleted."""
    return StoreError("record_not_found", record_type=described.name)


def record_exists(described: RecordType) -> StoreError:
    """A second record under an id that is taken."""
    return StoreError("record_exists", record_type=described.name)
