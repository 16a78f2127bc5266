"""Between projects: packages for a second coder, and the merging of what colleagues coded."""
