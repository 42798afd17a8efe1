"""The pages of the wizard: the cover, the six sections, the check."""
