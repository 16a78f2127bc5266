"""Several coders' independent coding of the same text, compared: from a data set to a report."""
