"""``nhan --tour OUT``: the program does its main job by itself, and leaves a picture of all that can be seen in it."""
