"""What the three programs in bin/ do once the environment is there."""
