"""WAY IN: the command line. `bin/demo`, `bin/test` and `bin/rodtrad` start here; commands lie in `management/commands`."""
