"""Language work: sentences, lemmas, names. spaCy is loaded only where it is used."""
