"""What a screen does with a person's whole file: hand it over on paper or as data."""

from pathlib import Path

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.saved_file import write_asked_file
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.hand_over_file import file_as_json, file_as_pdf

PDF, JSON = "pdf", "json"


class FileActions:
    """Writes the file where the person was asked to; a notice tells that it is there."""

    def __init__(self, services: ScreenServices) -> None:
        self._services = services

    def suggested_name(self, person_id: str, form: str) -> str:
        """A name for the file: the number of the person, never the name."""
        return f"{person_id}-{self._services.today().isoformat()}.{form}"

    def save(self, person_id: str, form: str, target: Path) -> None:
        """Write the whole file in the form PDF or JSON."""

        def work(desk: Desk) -> None:
            content = file_as_pdf(desk, person_id) if form == PDF else file_as_json(desk, person_id)
            write_asked_file(target, content)

        self._services.runner.run(
            work,
            lambda _nothing: self._services.notices.show(
                _("The file is saved as {name}. It is not encrypted: hand it over and delete it.").format(
                    name=target.name
                )
            ),
        )
