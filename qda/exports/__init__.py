"""Writers: figures and quotations as text, csv, xlsx and Markdown, the same bytes every time."""
