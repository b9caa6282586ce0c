"""The items of a brief, field by field: each module reads one kind from the analysis of a document."""
