"""The one notice and its way back."""

from integrhabitat_desktop.ui.notices import Notice, NoticeKind, Notices
from integrhabitat_protocol.errors import ExpectedError


def test_the_newest_notice_replaces_the_one_before() -> None:
    notices = Notices()
    notices.show("first", lambda: None)
    notices.show("second", kind=NoticeKind.INFO)
    assert notices.current() == Notice("second", NoticeKind.INFO)


def test_undo_is_taken_once_only() -> None:
    notices, undone = Notices(), list[str]()
    notices.show("checked in", lambda: undone.append("undone"))
    notices.undo()
    notices.undo()
    assert undone == ["undone"]
    assert notices.current() is None


def test_an_undo_may_show_a_notice_of_its_own() -> None:
    notices = Notices()
    notices.show("checked in", lambda: notices.show("taken back"))
    notices.undo()
    assert notices.current() == Notice("taken back")


def test_an_error_is_shown_as_its_sentence() -> None:
    notices = Notices()
    notices.show_error(ExpectedError("disk_full"))
    current = notices.current()
    assert current is not None
    assert current.kind is NoticeKind.PROBLEM
    assert "disk_full" not in current.text


def test_clearing_tells_the_window() -> None:
    notices, told = Notices(), list[object]()
    notices.changed.connect(told.append)
    notices.show("one")
    notices.clear()
    assert told == [Notice("one"), None]
