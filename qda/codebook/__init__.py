"""The codebook: `codebook.yaml` read, checked, compared, written back and applied."""
