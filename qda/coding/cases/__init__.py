"""What coders change of the cases: values, names, ties, attributes and bands, all undoable."""
