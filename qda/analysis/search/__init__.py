"""Search in texts: words with their inflected forms, exact words, parts of words, patterns.

Pure: texts in, places out. `parse` reads what the user typed, `find` gives the places in one
text, `in_context` what stands around a place.
"""
