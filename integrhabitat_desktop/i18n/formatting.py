"""Dates, times, numbers, ages and lists as people write them in the active language (Babel)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from babel import dates, lists, numbers

from integrhabitat_desktop.i18n.language import _, active_locale, ngettext

DateStyle = Literal["full", "long", "medium", "short", "numeric", "weekday"]

_PATTERNS: dict[str, str] = {
    "medium": "d MMM y",  # 17 nov 2026
    "short": "d MMM",  # 17 nov
    "weekday": "EEEE d MMM",  # martes 17 nov
    "numeric": "dd/MM/y",  # 17/11/2026
}
_TIME = "HH:mm"


def _as_date(value: str | date) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def parse_instant(value: str | datetime) -> datetime:
    """An instant of a record (`YYYY-MM-DDTHH:MM:SSZ`) as an aware datetime."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def format_date(value: str | date, style: DateStyle = "medium") -> str:
    """A day: full "martes, 17 de noviembre de 2026", long "17 de noviembre de 2026", medium "17 nov 2026",
    short "17 nov", numeric "17/11/2026", weekday "martes 17 nov"."""
    return dates.format_date(_as_date(value), _PATTERNS.get(style, style), locale=active_locale())


def format_day(value: str | date, today: date) -> str:
    """A day as told to somebody today: "hoy", "ayer", "17 nov", and with the year where it is another one."""
    day = _as_date(value)
    if day == today:
        return _("today")
    if day == today - timedelta(days=1):
        return _("yesterday")
    if day == today + timedelta(days=1):
        return _("tomorrow")
    return format_date(day, "short" if day.year == today.year else "medium")


def format_time(value: str | time | datetime, time_zone: tzinfo | None = None) -> str:
    """A time of day such as "09:12". Accepts "09:12", a time, or an instant with the centre's time zone."""
    if isinstance(value, str):
        if "T" not in value:
            return time.fromisoformat(value).strftime("%H:%M")
        value = parse_instant(value)
    if isinstance(value, datetime):
        value = value.astimezone(time_zone or UTC).time()
    return value.strftime("%H:%M")


def format_instant(value: str | datetime, time_zone: tzinfo) -> str:
    """An instant in full: "martes 17 nov 2026, 09:12"."""
    local = parse_instant(value).astimezone(time_zone)
    return dates.format_datetime(local, f"EEEE d MMM y, {_TIME}", tzinfo=time_zone, locale=active_locale())


def format_moment(value: str | datetime, now: datetime, time_zone: tzinfo) -> str:
    """An instant as told now: "09:12", "ayer, 09:12", "martes 17 nov, 09:12", "17 nov 2024, 09:12"."""
    local, here = parse_instant(value).astimezone(time_zone), now.astimezone(time_zone)
    clock = local.strftime("%H:%M")
    if local.date() == here.date():
        return clock
    if local.date() == here.date() - timedelta(days=1):
        day = _("yesterday")
    else:
        day = format_date(local.date(), "weekday" if local.year == here.year else "medium")
    return _("{day}, {time}").format(day=day, time=clock)


def format_number(value: float | int) -> str:
    """A number with the separators of the active locale."""
    return numbers.format_decimal(value, locale=active_locale())


def format_percent(share: float) -> str:
    """A share between 0 and 1 as a whole percentage."""
    return numbers.format_percent(share, locale=active_locale())


def format_size(size: int) -> str:
    """A number of bytes as a person reads it: "640 kB", "1.6 MB"."""
    if size < 1000:
        return _("{count} bytes").format(count=format_number(size))
    if size < 1_000_000:
        return _("{count} kB").format(count=format_number(round(size / 1000)))
    return _("{count} MB").format(count=format_number(round(size / 1_000_000, 1)))


def format_duration(seconds: float) -> str:
    """A length of time, rounded as people say it: "40 segundos", "5 minutos"."""
    return dates.format_timedelta(timedelta(seconds=max(1, round(seconds))), locale=active_locale())


def join_list(parts: Sequence[str], *, alternatives: bool = False) -> str:
    """ "a, b y c"; with `alternatives` "a, b o c"."""
    return lists.format_list(list(parts), style="or" if alternatives else "standard", locale=active_locale())


def join_facts(*facts: str | None) -> str:
    """Short facts on one line, parted by a middle dot; empty ones are left out."""
    return " · ".join(fact for fact in facts if fact)


def age_text(years: int, months: int = 0, *, approximate: bool = False) -> str:
    """An age: "35 años", for a baby "7 meses", with `approximate` "unos 35 años"."""
    if years == 0 and not approximate:
        return ngettext("{count} month", "{count} months", months).format(count=months)
    if approximate:
        return ngettext("about {count} year", "about {count} years", years).format(count=years)
    return ngettext("{count} year old", "{count} years old", years).format(count=years)


def age_on(birth: str | date, day: str | date) -> tuple[int, int]:
    """Whole years and remaining months from `birth` to `day`."""
    born, then = _as_date(birth), _as_date(day)
    months = (then.year - born.year) * 12 + then.month - born.month - (then.day < born.day)
    return divmod(max(0, months), 12)


def format_birth(birth: str, precision: str | None, today: date) -> str:
    """A birth date as precisely as it is known (codes of `birth_precision`): "12 mar 1991", "mar 1991", "1991"."""
    born = _as_date(birth)
    if precision == "MONTH":
        return dates.format_date(born, "MMM y", locale=active_locale())
    if precision == "YEAR":
        return str(born.year)
    if precision == "ESTIMATED":
        return age_text(age_on(born, today)[0], approximate=True)
    return format_date(born)
