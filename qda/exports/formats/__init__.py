"""A table in each format; which there are is in `registry`."""
