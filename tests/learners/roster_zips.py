"""A small sound roster as CSV text, and zips of it with something changed.

Two schools; Llŷr and his sister Siân with one parent each named in a different direction, Owain
with a grandmother who is a relative; a teacher and an ALNCo.
"""

import zipfile
from io import BytesIO

MANIFEST = """propertyName,value
manifest.version,1.0
oneroster.version,1.2
file.academicSessions,bulk
file.categories,absent
file.classes,bulk
file.courses,absent
file.demographics,bulk
file.enrollments,bulk
file.orgs,bulk
file.roles,bulk
file.users,bulk
source.systemName,Ysgol MIS
"""
SESSIONS = """sourcedId,status,dateLastModified,title,type,startDate,endDate,\
parentSourcedId,schoolYear
y26,,,2026/27,schoolYear,2026-09-01,2027-08-31,,2027
t1,,,Hydref,term,2026-09-01,2026-12-19,y26,2027
"""
ORGS = """sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
la,,,Wrecsam,district,,
s1,,,Ysgol Glan-y-dŵr,school,6652981,la
s2,,,St Oswin's,school,6653983,la
"""
USERS = (
    "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,"
    "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,"
    "resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,"
    "primaryOrgSourcedId,pronouns\n"
    'l1,,,true,l1,"{LDAP:x},{UPN:G681213425001}",Llŷr,Wyn-Jones,,,,,,p1,2,,,,,,,,\n'
    "l2,,,true,l2,{UPN:J66530242400A},Siân,Wyn-Jones,,,,,,,03,,,,,,,,\n"
    "l3,,,true,l3,{UPN:B801200005001},Owain,O'Neill,,,,,,n1,R,,,,,,,,\n"
    "p1,,,true,p1,,Nerys,Wyn,,,,,,,,,,,,,,,\n"
    "p2,,,true,p2,,Iolo,Jones,,,,,,l2,,,,,,,,,\n"
    "n1,,,true,n1,,Nan,O'Neill,,,,,,,,,,,,,,,\n"
    "t1,,,true,t1,,Ffion,Parry,,,,,,,,,,,,,,,\n"
    "a1,,,true,a1,,Gwen,Hughes,,,,,,,,,,,,,,,\n"
)
ROLES = """sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,\
orgSourcedId,userProfileSourcedId
r1,,,l1,primary,student,,,s1,
r2,,,l2,primary,student,,,s1,
r3,,,l3,primary,student,,,s2,
r4,,,p1,primary,parent,,,la,
r5,,,p2,primary,guardian,,,la,
r6,,,n1,primary,relative,,,la,
r7,,,t1,primary,teacher,2020-09-01,,s1,
r8,,,a1,primary,ext:alnco,,,s1,
r9,,,a1,secondary,teacher,,,s2,
"""
CLASSES = """sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,\
location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods
c1,,,Dosbarth Ŵyn,2,,,homeroom,,s1,t1,,,
c2,,,Ffoneg,,,,scheduled,,s1,"t1,y26",,,
"""
ENROLLMENTS = """sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,\
role,primary,beginDate,endDate
e1,,,c1,s1,l1,student,,,
e2,,,c1,s1,l2,student,,,
e3,,,c2,s1,l1,student,,,
e4,,,c1,s1,t1,teacher,true,,
e5,,,c2,s1,l2,student,,2026-09-01,2026-10-30
"""
DEMOGRAPHICS = (
    "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,"
    "blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,"
    "demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,"
    "stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus\n"
    "l1,,,2019-03-01,male,,,,,,,,,,,\n"
    "l2,,,2018-06-30,female,,,,,,,,,,,\n"
    "l3,,,2021-12-24,,,,,,,,,,,,\n"
)
FILES = {
    "manifest.csv": MANIFEST,
    "academicSessions.csv": SESSIONS,
    "orgs.csv": ORGS,
    "users.csv": USERS,
    "roles.csv": ROLES,
    "classes.csv": CLASSES,
    "enrollments.csv": ENROLLMENTS,
    "demographics.csv": DEMOGRAPHICS,
}


def packed(files: dict[str, str | bytes]) -> bytes:
    """These files as a zip."""
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return body.getvalue()


def with_file(name: str, content: str | bytes | None) -> bytes:
    """The sound roster with one file's content replaced, or the file left out."""
    files: dict[str, str | bytes] = {**FILES}
    if content is None:
        del files[name]
    else:
        files[name] = content
    return packed(files)


def changed(name: str, old: str, new: str) -> bytes:
    """The sound roster with one piece of text replaced, once."""
    assert old in FILES[name]
    return with_file(name, FILES[name].replace(old, new, 1))


SOUND = packed({**FILES})


def with_staff(sourced_id: str, role: str, org: str) -> dict[str, str | bytes]:
    """The files of the sound roster, and one more member of staff."""
    user = f"{sourced_id},,,true,{sourced_id},,Elin,Huws,,,,,,,,,,,,,,,\n"
    post = f"r-{sourced_id},,,{sourced_id},primary,{role},,,{org},\n"
    return {**FILES, "users.csv": USERS + user, "roles.csv": ROLES + post}
