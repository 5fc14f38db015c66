"""Telling parents: who they are, what they are to be told of, and the proof that they were told.

Owns recipients (names, addresses, language) and notices with the evidence of their delivery.
Publishes `shared.contracts.notifications`: who was told, how and when; no name, address or text.
Listens to learners (whose parents they are) and targets (what there is to tell).
"""
