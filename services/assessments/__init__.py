"""What instruments say of a learner: results, as printed, and their corrections.

Owns the catalogue of instruments and every learner's results; a correction keeps what stood before.
Publishes `shared.contracts.assessments`: that there is a result, never the score itself.
Listens to `learners`, to know who is on the roll, and where.
"""
