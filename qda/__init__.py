"""Code interview transcripts: codebook, codings, matrices and inter-coder comparison."""

__version__ = "0.1.0"
