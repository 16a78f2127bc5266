"""The coding screen, in parts: each a group of the actions in the registry."""
