"""What an attendance status counts as; figures use this, never a label."""

from integrhabitat_protocol.code_lists import code_list


def counts_as_present(status: str) -> bool:
    """Whether the code of the list attendance_status says that the person took part."""
    entries = code_list("attendance_status").entries
    return status in entries and entries[status].notes.get("counts") == "yes"
