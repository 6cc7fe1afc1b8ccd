"""What takes long to load waits until it is needed: not while the program starts."""

import subprocess
import sys

HEAVY = ("holidays", "dateutil.rrule")
START = """
import sys
import integrhabitat_desktop.app
import integrhabitat_desktop.ui.screens.activities.activities_view
print(*(name for name in {heavy} if name in sys.modules))
"""


def test_neither_holidays_nor_recurrence_are_loaded_at_the_start() -> None:
    command = [sys.executable, "-c", START.format(heavy=HEAVY)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == ""
