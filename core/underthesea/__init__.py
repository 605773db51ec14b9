"""Everything that knows underthesea: its sentences, words, tags and entities, with exact offsets."""
