"""`python -m qda`."""

from qda.cli import main

main()
