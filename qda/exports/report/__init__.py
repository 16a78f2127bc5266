"""The report: method, figures, quotations and codebook as one page, or as a document of Word."""
