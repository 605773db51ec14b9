"""What has come of a project so far, as numbers, as plots, and as a page to hand on."""
