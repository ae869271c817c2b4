"""`python -m university.cli`: the same command without its script."""

import sys

from university.cli import main

sys.exit(main())
