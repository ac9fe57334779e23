"""The pages of docs/reference, written from the code they describe. `bin/rodtrad write_reference` makes them."""
