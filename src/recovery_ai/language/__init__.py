"""Text as text in English, Indonesian and Greek; it knows nothing of letters or incidents."""
