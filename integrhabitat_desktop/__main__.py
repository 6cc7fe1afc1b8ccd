"""`python -m integrhabitat_desktop`."""

import sys

from integrhabitat_desktop.cli import main

sys.exit(main())
