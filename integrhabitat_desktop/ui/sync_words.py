"""How sending stands, in the words of the status line: never more than the hub has confirmed."""

from datetime import datetime, tzinfo

from integrhabitat_desktop.i18n import _, format_moment, join_facts, ngettext
from integrhabitat_desktop.ui.sync_line import SyncLine
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.use_cases.sync_overview import SyncStatus

_NO_CONNECTION = frozenset(["hub_unreachable", "hub_busy"])


def sync_line(status: SyncStatus, now: datetime, time_zone: tzinfo) -> SyncLine:
    """One sentence for the right end of the status line."""
    if not status.is_paired:
        return SyncLine(_("On this computer only"), "cloud-off")
    unsent = status.waiting + status.in_flight
    waiting = (
        ngettext("{count} change waiting", "{count} changes waiting", unsent).format(count=unsent)
        if unsent
        else ""
    )
    confirmed = (
        _("confirmed by the network {time}").format(time=format_moment(status.last_success, now, time_zone))
        if status.last_success
        else ""
    )
    reviews = (
        ngettext("{count} decision to take", "{count} decisions to take", status.in_review).format(
            count=status.in_review
        )
        if status.in_review
        else ""
    )
    if status.problem:
        reason = (
            _("working without connection")
            if status.problem in _NO_CONNECTION
            else _("sending needs attention")
        )
        return SyncLine(join_facts(reason, waiting, confirmed), "cloud-off", Tone.WARNING)
    if status.in_review or status.quarantined:
        return SyncLine(
            join_facts(reviews or _("something was set aside"), waiting), "git-merge", Tone.WARNING
        )
    if unsent or not status.last_success:
        return SyncLine(waiting or _("not sent yet"), "cloud-up")
    return SyncLine(confirmed, "cloud-check", Tone.POSITIVE)
