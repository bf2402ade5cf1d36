"""Pollution cases: their rules, stages, paths and causes."""
