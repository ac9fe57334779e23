"""Reports: written from data, edited, approved, published, and read by everybody."""
