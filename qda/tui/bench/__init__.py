"""The quotations bench: what it reads, and its parts beside the screen itself."""
