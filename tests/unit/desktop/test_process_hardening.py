"""What the hardening of the process changes; in a process of its own, for it cannot be taken back."""

import subprocess
import sys

PROGRAM = """
import sys
from integrhabitat_desktop.process_hardening import harden_process
harden_process()
harden_process()
if sys.platform != "win32":
    import resource
    print("core", resource.getrlimit(resource.RLIMIT_CORE))
if sys.platform == "linux":
    import ctypes
    print("dumpable", ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def test_a_hardened_process_leaves_no_core_dump_and_keeps_debuggers_out() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    expected = [] if sys.platform == "win32" else ["core (0, 0)"]
    if sys.platform == "linux":
        expected.append("dumpable 0")
    assert done.stdout.splitlines() == expected
    assert done.stderr == ""
