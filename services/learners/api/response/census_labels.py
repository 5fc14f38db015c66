"""What a check of the census return says, in Welsh and in English."""

from services.learners.api.bilingual import Bilingual

FINDINGS = {
    "joined_after_census_day": Bilingual(
        "Ymunodd y dysgwr â'r ysgol ar ôl diwrnod y cyfrifiad",
        "The learner joined the school after the day of the census",
    ),
    "school_number_missing": Bilingual(
        "Nid oes rhif gan yr ysgol ar y gofrestr", "The roster gives the school no number"
    ),
    "upn_temporary": Bilingual("Rhif disgybl unigryw dros dro", "A temporary unique pupil number"),
    "provision_missing": Bilingual(
        "Mae gan y dysgwr ddarpariaeth ddysgu ychwanegol, ond ni chofnodwyd pa fath",
        "The learner has additional learning provision, but which kind is not recorded",
    ),
    "provision_code_not_in_use": Bilingual(
        "Nid oedd cod y ddarpariaeth mewn defnydd ar ddiwrnod y cyfrifiad",
        "The code of the provision was not in use on the day of the census",
    ),
    "needs_code_not_in_use": Bilingual(
        "Nid oedd cod angen mewn defnydd ar ddiwrnod y cyfrifiad",
        "The code of a need was not in use on the day of the census",
    ),
    "needs_missing": Bilingual("Ni chofnodwyd unrhyw angen", "No need is recorded"),
    "support_missing": Bilingual(
        "Ni chofnodwyd lefel unrhyw gymorth", "No level of support is recorded"
    ),
    "tier_differs": Bilingual(
        "Mae cynllun wedi'i gofnodi, ond nid yw'r dysgwr ar haen y ddarpariaeth ddysgu ychwanegol",
        "A plan is recorded, but the learner is not on the tier of additional learning provision",
    ),
}
