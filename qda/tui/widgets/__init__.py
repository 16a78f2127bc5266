"""The parts of the screens beside the transcript."""
