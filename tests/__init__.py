"""What the university promises, as tests that mirror its rooms."""
