"""What the narrative says of numbers: which are there, what they speak of, how they hang together.

Works on one paragraph at a time and knows no report: every function here answers the same for
the same words, so that answers can be remembered. What words mean is data (`vocabulary`).
"""
