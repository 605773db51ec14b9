"""How the words at the ring were labelled elsewhere in the project, and the way to these places."""
