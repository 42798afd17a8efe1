"""What touches files. No Qt."""
