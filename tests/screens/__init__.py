"""Page objects: one class for each screen, with the acts a person has there."""
