"""The one door to the store: open, create, transactions, models, migrations, events, backups."""
