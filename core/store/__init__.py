"""What is on the disk: packs, records, journals, and the one object through which all of it is read and written."""
