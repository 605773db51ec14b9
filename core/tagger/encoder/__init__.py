"""A small language model of our own, in numpy alone: how likely each tag of a syllable is, from all around it."""

import os

# Read when numpy is loaded: products of matrices as small as these take longer on several cores than on one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
