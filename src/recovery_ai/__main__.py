"""Run the command line with `python -m recovery_ai`."""

import sys

from recovery_ai.cli import main

sys.exit(main())
