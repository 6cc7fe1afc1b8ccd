"""Names for the parts of a page, so that tests and helpers for disabled people can tell them apart."""

from PySide6.QtWidgets import QWidget


def name_parts(owner: QWidget) -> None:
    """Give each widget kept as an attribute of `owner` that attribute's name, unless it has one already."""
    for name, part in vars(owner).items():
        if isinstance(part, QWidget) and not part.objectName():
            part.setObjectName(name.strip("_"))
