"""What colleagues tell each other about the public networks: tip sheets, each with its author and evidence.

Tip sheets are content like courses: `content/tips/` feeds versions, the live one is shown here.
"""
