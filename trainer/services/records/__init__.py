"""Records that can leave and be forgotten: exports, statements, research data, deletion."""
