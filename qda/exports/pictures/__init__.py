"""Pictures of figures: as files for print, and as characters for the terminal."""
