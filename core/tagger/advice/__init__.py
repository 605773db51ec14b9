"""What an adviser says: a suggester of one's own, whose spans are features of the project's model beside all others."""
