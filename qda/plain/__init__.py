"""`qda code --plain`: coding line by line, for a screen reader and for scripts. Runs no SQL."""
