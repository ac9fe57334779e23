"""What a person says yes and no to: recorded, printed, taken back; and closed to a unit or a worker."""
