"""The records: who is on the roll, who teaches and who parents them, and what is worried about.

Owns schools, staff posts, classes, learners, concerns and what comes of them, what parents tell,
triage, one-page profiles, provision tiers and the roster import.
Publishes `shared.contracts.learners`: ids, codes and dates, never a name.
Listens to all four services, itself included, for one learner's chronology.
"""
