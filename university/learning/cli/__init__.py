"""The commands `university attempts` and `university completions`."""
