"""What goes to others and comes from them: transfer files, and the January census."""

from services.learners.api.response.census import census
from services.learners.api.response.census_needs import census_needs as census_needs_routes
from services.learners.api.roll.ctf_exports import ctf_exports
from services.learners.api.roll.ctf_imports import TransferLedger, ctf_imports
from services.learners.domain.response import census_needs
from services.learners.domain.roll import transfer_file
from services.learners.projections.response.census import CENSUS
from services.learners.projections.response.census_needs import CENSUS_NEEDS
from services.learners.projections.roll.former_upns import FORMER_UPNS
from services.learners.projections.roll.identities import IDENTITIES
from services.learners.projections.roll.learners import LEARNERS
from services.learners.projections.roll.likenesses import LIKENESSES
from services.learners.projections.roll.schools import SCHOOLS
from services.learners.projections.roll.transfer_files import TRANSFER_FILES
from services.learners.projections.roll.upns import UPNS
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.service import Aggregate

AGGREGATES = (
    Aggregate("census_needs", census_needs.census_needs, (census_needs.CensusNeedsRecorded,)),
    Aggregate(
        "transfer_files", transfer_file.transfer_files, (transfer_file.TransferFileImported,)
    ),
)
PROJECTIONS = (CENSUS_NEEDS, CENSUS, FORMER_UPNS, TRANSFER_FILES)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes of transfer and census."""
    find_learner = ledger.finder(LEARNERS)
    page_needs = ledger.pager(CENSUS_NEEDS, ("effective_on", "recorded_at"))
    return [
        ctf_imports(_transfer_ledger(ledger)),
        ctf_exports(
            find_learner,
            ledger.finder(CENSUS),
            ledger.finder(IDENTITIES),
            ledger.finder(SCHOOLS),
        ),
        census_needs_routes(ledger.execute, find_learner, page_needs),
        census(ledger.lister(CENSUS, ("school_id", "upn")), ledger.lister(SCHOOLS)),
    ]


def _transfer_ledger(ledger: Ledger) -> TransferLedger:
    return TransferLedger(
        execute_all=ledger.execute_all,
        foresee=ledger.foresee,
        version=ledger.version,
        schools=ledger.lister(SCHOOLS),
        upns=ledger.lister(UPNS),
        former_upns=ledger.lister(FORMER_UPNS),
        likenesses=ledger.lister(LIKENESSES),
        find_learner=ledger.finder(LEARNERS),
        find=ledger.finder(TRANSFER_FILES),
        page=ledger.pager(TRANSFER_FILES, ("imported_at",), descending=True),
    )
