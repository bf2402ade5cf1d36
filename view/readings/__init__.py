"""Sentences that a rule can write from numbers, so that a chart is read without looking."""
