"""What the certificates screen does, without a widget: read the list, issue, print again, revoke."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from integrhabitat_desktop.i18n import _, format_number, ngettext
from integrhabitat_desktop.ui.background_runner import LongJob
from integrhabitat_desktop.ui.progress import Progress
from integrhabitat_desktop.ui.saved_file import write_asked_file
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import issue_certificates as certificates
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.issue_certificates import Bearer, CertificateWish
from integrhabitat_desktop.use_cases.view_certificates import view_certificates
from integrhabitat_protocol.errors import ExpectedError


class CertificatesViewModel(QObject):
    """`progressed` carries a ProgressReport while papers are made; `stopped` ends it, whatever came of it."""

    loaded = Signal(object)  # a Certificates
    progressed = Signal(object)
    stopped = Signal()

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services, self._runner = services, services.runner
        self._job: LongJob | None = None
        self.activity_id = ""

    def open(self, activity_id: str) -> None:
        """Show the people of an activity."""
        self.activity_id = activity_id
        self.load()

    def load(self) -> None:
        """Read them again."""
        activity_id = self.activity_id
        if activity_id:
            self._runner.run(
                lambda desk: view_certificates(desk, activity_id), self.loaded.emit, key="certificates"
            )

    def issue(self, bearers: Sequence[Bearer], wish: CertificateWish, target: Path) -> None:
        """Issue certificates and write their PDF to a file."""
        activity_id = self.activity_id

        def work(desk: Desk, meter: Progress) -> tuple[str, ...]:
            made = certificates.issue_certificates(
                desk,
                activity_id,
                bearers,
                self._services.random_bytes,
                wish,
                meter,
                partial(write_asked_file, target),
            )
            return made.ids

        def done(ids: tuple[str, ...]) -> None:
            words = ngettext(
                "{count} certificate is issued and saved as {name}.",
                "{count} certificates are issued and saved as {name}.",
                len(ids),
            )
            self._services.notices.show(
                words.format(count=format_number(len(ids)), name=target.name),
                undo=partial(self._take_back, ids),
            )
            self._ended()

        self._job = self._runner.run_long(work, done, self._failed, progress=self.progressed.emit)

    def print_again(self, certificate_id: str, wish: CertificateWish, target: Path) -> None:
        """Write the PDF of a certificate once more."""

        def work(desk: Desk, meter: Progress) -> None:
            write_asked_file(target, certificates.print_again(desk, [certificate_id], wish, meter))

        def done(_nothing: None) -> None:
            self._services.notices.show(_("The certificate is saved as {name}.").format(name=target.name))
            self._ended()

        self._job = self._runner.run_long(work, done, self._failed)

    def revoke(self, certificate_id: str, name: str) -> None:
        """The certificate counts no more."""
        run_undoable(
            self._services,
            lambda desk: certificates.revoke_certificates(desk, [certificate_id]),
            _("The certificate of {name} is revoked. Whoever checks its code is told so.").format(name=name),
            certificates.undo_revocation,
        )

    @Slot()
    def cancel(self) -> None:
        """Stop making papers; nothing is issued then."""
        if self._job is not None:
            self._job.cancel()

    def _take_back(self, ids: tuple[str, ...]) -> None:
        self._runner.run(
            lambda desk: certificates.revoke_certificates(desk, ids),
            lambda _revoked: self._services.notices.show(
                _("Taken back: what was issued is revoked. Destroy the file.")
            ),
        )

    def _failed(self, error: ExpectedError) -> None:
        self._services.notices.show_error(error)
        self._ended()

    def _ended(self) -> None:
        self._job = None
        self.stopped.emit()
        self.load()
