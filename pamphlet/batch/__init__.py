"""A catalogue of editions → each of them made, by processes of one machine or of many, and a report."""

from pamphlet.batch.catalogue import Catalogue, Defaults, read_catalogue
from pamphlet.batch.cluster import Cluster
from pamphlet.batch.executor import Executor
from pamphlet.batch.extent import Need
from pamphlet.batch.job import Bounds, Refusal
from pamphlet.batch.journal import Entry, Journal, open_journal
from pamphlet.batch.listing import write_listing
from pamphlet.batch.local import LocalPool
from pamphlet.batch.run import Result, Watch, run_batch
from pamphlet.batch.survey import Basis, Planned, Survey, survey_jobs
from pamphlet.batch.versions import name_of_versions

__all__ = [
    "Basis",
    "Bounds",
    "Catalogue",
    "Cluster",
    "Defaults",
    "Entry",
    "Executor",
    "Journal",
    "LocalPool",
    "Need",
    "Planned",
    "Refusal",
    "Result",
    "Survey",
    "Watch",
    "name_of_versions",
    "open_journal",
    "read_catalogue",
    "run_batch",
    "survey_jobs",
    "write_listing",
]
