"""The sentence that asks to reword a text which may tell who somebody is."""

from collections.abc import Sequence

from integrhabitat_desktop.domain.personal_traces import Trace, TraceKind
from integrhabitat_desktop.i18n import N_, _, join_list

_KINDS = {
    TraceKind.EMAIL: N_("an e-mail address (“{words}”)"),
    TraceKind.PHONE: N_("a phone number (“{words}”)"),
    TraceKind.DOCUMENT: N_("the number of a document (“{words}”)"),
    TraceKind.NAME: N_("somebody’s name (“{words}”)"),
}


def trace_words(traces: Sequence[Trace]) -> str:
    """What was found and what to do."""
    found = join_list([_(_KINDS[it.kind]).format(words=it.words) for it in traces])
    return _("This looks like {found}. Say it so that nobody can be recognised.").format(found=found)
