"""What instruments say of a learner: results, as printed, and their corrections.

Owns the catalogue of instruments and those that schools add, each school's timetable, and every
learner's results; a correction keeps what stood before.
Publishes `shared.contracts.assessments`: that there is a result, never the score itself.
Listens to `learners`, to know who is on the roll, where, and in which year group.
"""
