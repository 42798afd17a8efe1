"""What is seen. The only package, beside app, that knows Qt."""
