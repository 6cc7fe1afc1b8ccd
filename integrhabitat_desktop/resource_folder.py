"""Finds the shipped resources (fonts, icons, samples) from a checkout and from an installed package."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def resource_folder() -> Path:
    """The folder `resources`: inside the package once installed, beside it in a checkout.

    FileNotFoundError where the installation is incomplete.
    """
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if (folder / "fonts").is_dir():
            return folder
    raise FileNotFoundError("the shipped resources are missing; install the program again")


def resource_path(*parts: str) -> Path:
    """The path of one shipped file, such as `resource_path("fonts", "NotoSans-Regular.ttf")`."""
    return resource_folder().joinpath(*parts)
