"""A company's social media university, as a Flask application and as an extension for another."""
