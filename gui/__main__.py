"""``python -m nhan.gui`` is ``nhan``."""

import sys

from nhan.gui.entry import main

sys.exit(main())
