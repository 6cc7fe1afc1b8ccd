"""Another store in the place of a damaged one, which is kept aside; safe at a kill at any moment."""

import shutil
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from integrhabitat_desktop.db.key_file import KeyFile
from integrhabitat_desktop.db.safe_file import file_errors, replace_durably, write_atomically
from integrhabitat_desktop.db.store_files import StoreFiles, make_private_folder, need_room


class ReplacementStep(Enum):
    """What is on the disk, in this order."""

    BUILT = "built"
    COMPLETE = "complete"  # under its own name, so that a start can tell it from a half-built one
    SET_ASIDE = "set_aside"  # the damaged store has left its place


ReplacementObserver = Callable[[ReplacementStep], None]


def no_observer(_step: ReplacementStep) -> None:
    """For callers that show no progress."""


def begin_replacement(files: StoreFiles, needed: int) -> StoreFiles:
    """An empty place to build the replacement in. StoreError `disk_full`."""
    building = StoreFiles(StoreFiles(files.replacement).unfinished)
    with file_errors():
        for left_over in (files.replacement, building.folder):
            if left_over.exists():
                shutil.rmtree(left_over)
    need_room(files.folder.parent, needed)
    make_private_folder(building.folder)
    return building


def put_in_place(files: StoreFiles, label: str, after: ReplacementObserver = no_observer) -> None:
    """Move the finished replacement to the store's place and the old store to `set_aside(label)`."""
    after(ReplacementStep.BUILT)
    with file_errors():
        replace_durably(StoreFiles(files.replacement).unfinished, files.replacement)
        after(ReplacementStep.COMPLETE)
        if files.folder.exists():
            replace_durably(files.folder, files.set_aside(label))
            after(ReplacementStep.SET_ASIDE)
    finish_replacement(files)


def finish_replacement(files: StoreFiles) -> bool:
    """Complete a replacement that was cut off before its last step; call at each start. Whether there was one."""
    if files.folder.exists() or not files.replacement.exists():
        return False
    with file_errors():
        replace_durably(files.replacement, files.folder)
    return True


def copy_keys(source: Path, target: Path) -> None:
    """Copy a key file; never one that nobody can read. StoreError `keys_not_found` or `keys_damaged`."""
    KeyFile.load(source)
    with file_errors():
        content = source.read_bytes()
    write_atomically(target, content)
