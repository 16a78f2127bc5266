"""What coders have coded, set side by side: what the command line and the screens both read."""
