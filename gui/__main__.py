"""``python -m nhan.gui``: the same as the command ``nhan``."""

import sys

from nhan.gui.entry import main

if __name__ == "__main__":
    sys.exit(main())
