"""Rules on the numbers: sums, blanks, last year, likelihood, and what goes with them."""
