"""What is true: the form, the answers, the rules. Standard library only; no file, no Qt."""
