"""The roster of an authority under test: everybody who works in it stands to every learner."""

from tests.learners.roster_zips import CLASSES, ENROLLMENTS, FILES, ROLES, packed

_ALSO = {
    "roles.csv": ROLES.replace(
        "r9,,,a1,secondary,teacher,,,s2,\n",
        "r9,,,a1,secondary,ext:alnco,,,s2,\nr10,,,t1,secondary,teacher,,,s2,\n",
    ),
    "classes.csv": CLASSES + "c3,,,Sunflowers,R,,,homeroom,,s2,t1,,,\n",
    "enrollments.csv": ENROLLMENTS
    + "e6,,,c3,s2,l3,student,,,\n"
    + "e7,,,c3,s2,t1,teacher,true,,\n",
}
ROSTER = packed({**FILES, **_ALSO})
"""`a1` is ALNCo of both schools; `t1` teaches a class of each, and every learner is in one."""
