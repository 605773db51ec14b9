"""The start page: what one can begin with while no project is open."""
