"""What is true about air: dated standards, averages, AQI, evaluation. Pure functions, no files."""
