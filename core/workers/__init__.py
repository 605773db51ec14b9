"""Child processes: how they are started, asked, given up on and kept out of the window's way."""
