"""The first steps: six keys on the sample, one at a time, each really pressed."""
