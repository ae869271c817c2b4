"""The database: table base, one transaction per use case, its faults in words, its migrations."""
