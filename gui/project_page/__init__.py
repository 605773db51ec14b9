"""What has come of the project so far: plots in a dialog, and a page to hand on."""
