"""The brief of a case: what it says once, written as DOCX and as PDF."""
