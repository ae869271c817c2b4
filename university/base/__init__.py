"""What every floor may use: refusals, the clock, the actor of an act, logs and packed resources."""
