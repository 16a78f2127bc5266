"""Inter-coder comparison: the statistics alone, on numpy and scipy.

Arrays in, values out: `Ratings` (fixed units), `SetData` (sets of codes), `SpanData` (free
spans). A statistic that is 0/0 is `Undefined` with its reason, never 0, 1 or nan.
"""
