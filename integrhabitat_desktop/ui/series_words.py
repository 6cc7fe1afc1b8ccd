"""What is said of sessions that change: what a change did, and what a session would meet where it goes."""

from collections.abc import Sequence

from integrhabitat_desktop.i18n import _, format_date, ngettext
from integrhabitat_desktop.ui.day_words import times_words
from integrhabitat_desktop.use_cases.change_series import SeriesChanged
from integrhabitat_desktop.use_cases.moved_onto import MoveOutlook

_MOST_DAYS = 3


def changed_words(result: SeriesChanged) -> str:
    """How many sessions changed, came, went and stayed, and which days are worth a second look."""
    came_or_went = result.added or result.removed
    words = []
    if not result.changes:
        words.append(_("Nothing was changed."))
    elif result.changed or not came_or_went:
        changed = ngettext("{count} session changed.", "{count} sessions changed.", result.changed)
        words.append(changed.format(count=result.changed))
    if result.added:
        added = ngettext("{count} session added.", "{count} sessions added.", result.added)
        words.append(added.format(count=result.added))
    if result.removed:
        words.append(_removed_words(result))
    if result.stayed:
        stayed = ngettext(
            "{count} session past or held stays as it is.",
            "{count} sessions past or held stay as they are.",
            result.stayed,
        )
        words.append(stayed.format(count=result.stayed))
    if result.closed:
        words.append(_("The centre is closed on: {days}.").format(days=_days(result.closed)))
    if result.met:
        words.append(_("Two sessions at the same time on: {days}.").format(days=_days(result.met)))
    return " ".join(words)


def outlook_words(outlook: MoveOutlook) -> str:
    """What somebody may not have thought of; "" for nothing."""
    words = []
    if outlook.closed is not None:
        title = outlook.closed.title
        words.append(
            _("The centre is closed on that day: {title}.").format(title=title)
            if title
            else _("The centre is closed on that day.")
        )
    if outlook.meets is not None:
        times = times_words(outlook.meets.starts_at, outlook.meets.ends_at)
        words.append(
            _("This activity has another session on that day: {times}.").format(times=times)
            if times
            else _("This activity has another session on that day.")
        )
    return " ".join(words)


def _removed_words(result: SeriesChanged) -> str:
    if not result.left_out or len(result.left_out) != result.removed:
        removed = ngettext("{count} session removed.", "{count} sessions removed.", result.removed)
        return removed.format(count=result.removed)
    removed = ngettext(
        "{count} session removed, as the centre is closed on: {days}.",
        "{count} sessions removed, as the centre is closed on: {days}.",
        result.removed,
    )
    return removed.format(count=result.removed, days=_days(result.left_out))


def _days(days: Sequence[str]) -> str:
    shown = [format_date(day, "medium") for day in days[:_MOST_DAYS]]
    return ", ".join([*shown, "…"] if len(days) > _MOST_DAYS else shown)
