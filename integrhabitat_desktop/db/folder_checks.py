"""Whether a folder may hold a store: on this computer's own disk, not synchronised by a cloud, writable."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Final

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.safe_file import file_errors

_NETWORK_FILE_SYSTEMS: Final = frozenset(
    {
        "9p",
        "afpfs",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb2",
        "smb3",
        "smbfs",
        "webdav",
    }
)
# Folder names of synchronising programs; some carry an account name after the product.
_CLOUD_FOLDERS: Final = (
    "box sync",
    "cloudstorage",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud drive",
    "icloud~",
    "icloudrive",
    "mega",
    "megasync",
    "mobile documents",
    "my drive",
    "nextcloud",
    "onedrive",
    "owncloud",
    "pcloud",
    "pclouddrive",
    "seafile",
    "synologydrive",
    "tresorit",
    "yandex.disk",
)
# Files such programs leave in the top folder they synchronise.
_CLOUD_MARKERS: Final = (
    ".dropbox",
    ".dropbox.cache",
    ".owncloudsync.log",
    ".stfolder",
    ".sync_*.db",
    "._sync_*.db",
    ".tmp.drivedownload",
)
_WINDOWS_REMOTE_DRIVE: Final = 4


def check_folder(folder: Path, file_system: Callable[[Path], str] | None = None) -> None:
    """Refuse a folder that cannot hold a store. The folder need not exist yet; its nearest parent counts.

    StoreError `network_folder`, `cloud_folder` or `folder_read_only`. `file_system` names the type of the
    file system below a path.
    """
    existing = nearest_existing(folder)
    if (file_system or file_system_of)(existing) in _NETWORK_FILE_SYSTEMS:
        raise StoreError("network_folder")
    if names_a_cloud(folder) or _has_cloud_marker(existing):
        raise StoreError("cloud_folder")
    _try_writing(existing)


def nearest_existing(folder: Path) -> Path:
    """The folder itself or the closest parent that is there."""
    folder = folder.absolute()
    return next((place for place in (folder, *folder.parents) if place.is_dir()), Path(folder.anchor))


def names_a_cloud(folder: PurePath) -> bool:
    """Whether a part of the path is the folder of a synchronising program, such as "OneDrive - Casa"."""
    for part in folder.parts:
        name = part.casefold()
        for cloud in _CLOUD_FOLDERS:
            if name == cloud or name.startswith((f"{cloud} ", f"{cloud}-", f"{cloud}_", f"{cloud}(")):
                return True
    return False


def file_system_of(folder: Path) -> str:
    """The type of the file system a folder lies on, in the system's own words; "" where unknown."""
    if sys.platform == "win32":
        return "smbfs" if _is_remote_on_windows(folder) else ""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        if sys.platform == "darwin":
            listing = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=5, check=True
            ).stdout
            return type_in_mount_listing(folder.resolve(), listing)
        return type_in_proc_mounts(folder.resolve(), Path("/proc/mounts").read_text(encoding="utf-8"))
    return ""


def type_in_proc_mounts(folder: Path, mounts: str) -> str:
    """Linux: the type in the line whose mount point is the longest part of the path."""
    found: list[tuple[Path, str]] = []
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) >= 3:
            point = fields[1].encode().decode("unicode_escape").encode("latin-1", "replace")
            found.append((Path(point.decode("utf-8", "replace")), fields[2]))
    return _type_of_longest(folder, found)


def type_in_mount_listing(folder: Path, listing: str) -> str:
    """macOS: lines such as "//staff@nas/data on /Volumes/data (smbfs, nodev)"."""
    found: list[tuple[Path, str]] = []
    for line in listing.splitlines():
        _, _, rest = line.partition(" on ")
        point, _, options = rest.rpartition(" (")
        if point:
            found.append((Path(point), options.split(",")[0].rstrip(")")))
    return _type_of_longest(folder, found)


def _type_of_longest(folder: Path, mounts: list[tuple[Path, str]]) -> str:
    # The last of equal mount points hides the earlier ones.
    fitting = [
        (len(point.parts), place, kind)
        for place, (point, kind) in enumerate(mounts)
        if folder.is_relative_to(point)
    ]
    return max(fitting)[2] if fitting else ""


def _is_remote_on_windows(folder: Path) -> bool:
    drive = folder.absolute().drive
    if drive.startswith("\\\\"):
        return True
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # exists on Windows only
    return bool(kernel.GetDriveTypeW(drive + "\\") == _WINDOWS_REMOTE_DRIVE)


def _has_cloud_marker(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        return any(
            next(place.glob(marker), None) is not None
            for place in (folder, *folder.parents)
            for marker in _CLOUD_MARKERS
        )
    return False


def _try_writing(folder: Path) -> None:
    """Permissions alone do not tell: a write-protected stick, a full quota, an access list."""
    probe = folder / f".write-test-{os.getpid()}"
    with file_errors():
        try:
            with probe.open("xb") as file:
                file.write(b"\0")
        finally:
            probe.unlink(missing_ok=True)
