"""`python -m integrhabitat_hub`."""

import sys

from integrhabitat_hub.cli import main

sys.exit(main())
