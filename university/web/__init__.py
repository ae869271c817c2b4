"""The only shared code that knows Flask: database session, access, headers, errors, words."""
