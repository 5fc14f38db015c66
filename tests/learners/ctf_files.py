"""A small sound transfer file, and the same with something changed.

Sent by a school of another authority to St Oswin's (6653983): Tomos, who is new to us, and Llŷr,
who is on the roll of Ysgol Glan-y-dŵr.
"""

SOUND = """<?xml version="1.0" encoding="utf-8"?>
<CTfile>
  <Header>
    <DocumentName>Common Transfer File</DocumentName>
    <SourceSchool><LEA>664</LEA><Estab>2130</Estab></SourceSchool>
    <DestSchool><LEA>665</LEA><Estab>3983</Estab></DestSchool>
  </Header>
  <CTFpupilData>
    <Pupil>
      <UPN>P664213026001</UPN>
      <UniqueLearnerNumber>1000000000</UniqueLearnerNumber>
      <FormerUPN>D664213026002</FormerUPN>
      <Surname>Siôn</Surname>
      <Forename>Tomos</Forename>
      <DOB>2018-05-06</DOB>
      <Gender>M</Gender>
      <NCyearActual>3</NCyearActual>
      <SENhistory>
        <SEN><StartDate>2024-09-02</StartDate><SENprovision>school_action</SENprovision></SEN>
        <SEN><StartDate>2026-01-12</StartDate><SENprovision>school_maintained_idp</SENprovision></SEN>
      </SENhistory>
      <SENneeds>
        <SENneed><SENtypeRank>2</SENtypeRank><SENtype>SLCD</SENtype></SENneed>
        <SENneed><SENtypeRank>1</SENtypeRank><SENtype>ASD</SENtype></SENneed>
      </SENneeds>
      <Attendance><SessionsPossible>190</SessionsPossible></Attendance>
    </Pupil>
    <Pupil>
      <UPN>G681213425001</UPN>
      <Surname>Wyn-Jones</Surname>
      <Forename>Llŷr</Forename>
      <DOB>2019-03-01</DOB>
      <NCyearActual>2</NCyearActual>
    </Pupil>
  </CTFpupilData>
</CTfile>
"""


def changed(old: str, new: str) -> bytes:
    """The sound file with one piece of text replaced, once."""
    assert old in SOUND
    return SOUND.replace(old, new, 1).encode()


def line_of(text: str) -> int:
    """The line of the sound file that a piece of text stands on."""
    return SOUND[: SOUND.index(text)].count("\n") + 1
