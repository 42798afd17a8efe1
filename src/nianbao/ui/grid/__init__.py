"""A statutory table on screen: model, headers, delegate and view."""
