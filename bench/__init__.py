"""How fast we are against the floor under us: both sides in one run, as ratios with their spread."""
