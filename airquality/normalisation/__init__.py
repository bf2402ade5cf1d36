"""What the weather did to the air, taken out: models, their skill, and means over the weather."""
