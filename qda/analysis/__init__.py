"""Counting and comparing: arrays and tables in, arrays and tables out, no database."""
