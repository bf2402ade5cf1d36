"""The contract between the offline and the online half: what a summary table holds."""
