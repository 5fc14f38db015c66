"""What a learner works towards in small steps, and how it went.

Owns small step targets: set, shared with the parents, reviewed, extended, stopped.
Publishes `shared.contracts.targets`: ids, codes and dates; the wording stays here.
Listens to `learners`, to know who is on the roll, and where.
"""
