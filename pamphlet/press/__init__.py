"""PDF pages → sheets that fold right."""
