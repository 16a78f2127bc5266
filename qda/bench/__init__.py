"""What is worked with beside the coding: passages to quote, cells to sum up; for both fronts."""
