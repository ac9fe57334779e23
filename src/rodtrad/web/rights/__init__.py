"""The worker's side of a person's own pages: handing out a sheet, and answering what the person asks."""
