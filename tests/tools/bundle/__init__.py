"""What a person downloads: the program without Python around it, and what carries it to each system."""
