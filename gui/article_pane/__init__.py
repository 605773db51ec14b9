"""The middle of the window: the article with its head line, find bar, notice and labels."""
