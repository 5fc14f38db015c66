"""The words every domain is written in: pure, and the only shared code a domain may import."""
