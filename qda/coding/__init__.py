"""Applying and removing codes, reviewed marks, memos, undo and redo: every change a coder makes."""
