"""Folders that may not hold a store: network, cloud, write-protected."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.folder_checks import (
    check_folder,
    file_system_of,
    names_a_cloud,
    type_in_mount_listing,
    type_in_proc_mounts,
)

PROC_MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
nas:/export /mnt/nas nfs4 rw 0 0
//nas/data /mnt/Casa\\040grande cifs rw 0 0
/dev/sdb1 /mnt/nas/local ext4 rw 0 0
"""
MAC_LISTING = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled)
//staff@nas/data on /Volumes/data (smbfs, nodev, nosuid, mounted by staff)
/dev/disk4s1 on /Volumes/USB (1) (msdos, local)
"""


def code_of(folder: Path, kind: str = "ext4") -> str:
    with pytest.raises(StoreError) as caught:
        check_folder(folder, lambda path: kind)
    return caught.value.code


def test_an_ordinary_folder_is_accepted_and_left_clean(tmp_path: Path) -> None:
    check_folder(tmp_path / "not" / "yet" / "there")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smbfs", "fuse.sshfs", "9p"])
def test_a_network_drive_is_refused(tmp_path: Path, kind: str) -> None:
    assert code_of(tmp_path, kind) == "network_folder"


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/casa", "ext4"),
        ("/mnt/nas/casa", "nfs4"),
        ("/mnt/nas/local/casa", "ext4"),
        ("/mnt/nasty", "ext4"),
        ("/mnt/Casa grande/x", "cifs"),
    ],
)
def test_linux_mounts_are_read(folder: str, kind: str) -> None:
    assert type_in_proc_mounts(Path(folder), PROC_MOUNTS) == kind


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/Users/casa", "apfs"), ("/Volumes/data/casa", "smbfs"), ("/Volumes/USB (1)/casa", "msdos")],
)
def test_macos_mounts_are_read(folder: str, kind: str) -> None:
    assert type_in_mount_listing(Path(folder), MAC_LISTING) == kind


def test_the_disk_under_the_tests_is_local(tmp_path: Path) -> None:
    assert file_system_of(tmp_path) not in ("nfs", "nfs4", "cifs", "smbfs")


@pytest.mark.parametrize(
    "path",
    [
        PureWindowsPath(r"C:\Users\casa\OneDrive\IntegrHabitat"),
        PureWindowsPath(r"C:\Users\casa\OneDrive - Casa Amaranto\datos"),
        PureWindowsPath(r"D:\Dropbox (Personal)\datos"),
        PurePosixPath("/Users/casa/Library/CloudStorage/Something/datos"),
        PurePosixPath("/Users/casa/Library/Mobile Documents/datos"),
        PurePosixPath("/home/casa/Nextcloud/datos"),
        PurePosixPath("/home/casa/Google Drive/datos"),
    ],
)
def test_folders_of_synchronising_programs_are_known(path: PurePosixPath) -> None:
    assert names_a_cloud(path)


@pytest.mark.parametrize(
    "path", ["/home/casa/datos", "/home/omega/x", "/home/casa/dropboxes", "/home/mydrive"]
)
def test_similar_names_are_not_refused(path: str) -> None:
    assert not names_a_cloud(PurePosixPath(path))


def test_a_cloud_folder_is_refused_by_name(tmp_path: Path) -> None:
    assert code_of(tmp_path / "OneDrive - Casa" / "store") == "cloud_folder"


@pytest.mark.parametrize("marker", [".dropbox", ".sync_a1b2.db", ".stfolder"])
def test_a_cloud_folder_is_refused_by_the_marker_of_its_program(tmp_path: Path, marker: str) -> None:
    (tmp_path / marker).touch()
    (tmp_path / "deep" / "er").mkdir(parents=True)
    assert code_of(tmp_path / "deep" / "er") == "cloud_folder"
