"""A project as data frames, for notebooks and scripts."""
