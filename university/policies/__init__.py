"""Policies and their acknowledgments.

A policy is a versioned text; an acknowledgment is the signed fact that a person accepted one version.
"""
