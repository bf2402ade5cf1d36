"""The offline half: a project file, the raw formats, the steps from hours to summaries."""
