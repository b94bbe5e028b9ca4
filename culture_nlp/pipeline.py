"""The path of an answer, on one page: read, prepare, score, aggregate, protect, publish.

The command line, the service and the evaluation call these functions and nothing else.
"""

import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from culture_nlp.aggregate import aggregate
from culture_nlp.aggregate.prevalence import interval_of_shares
from culture_nlp.errors import BundleError, InputError
from culture_nlp.files import InputReport, read_files
from culture_nlp.prepare import prepare
from culture_nlp.protect import RULES_VERSION, jeffreys, protect
from culture_nlp.publish import Release, publish
from culture_nlp.read import ReadOptions
from culture_nlp.read.identity import pseudonymiser
from culture_nlp.records import Answer, NotScored, ScoredUnit, TeamPath, Unit
from culture_nlp.score.bundle import shipped_bundle
from culture_nlp.score.quantification import Quantification
from culture_nlp.score.scorer import OnnxScorer, Scorer
from culture_nlp.settings import Settings, settings
from culture_nlp.taxonomy import Taxonomy, load_taxonomy

BATCH = 256


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result of the main job."""

    input: InputReport
    release: Release


def load_scorer(chosen: Settings | None = None) -> OnnxScorer:
    """The scorer that the settings name, or the shipped one.

    Raises:
        BundleError: missing or damaged, or trained on other themes than the taxonomy of the settings holds.
        TaxonomyError: the taxonomy file is not valid.
    """
    chosen = chosen or settings()
    scorer = OnnxScorer(chosen.bundle or shipped_bundle(), chosen.threads)
    taxonomy = load_taxonomy(chosen.taxonomy)
    if (scorer.bundle.themes, scorer.bundle.facets) != (taxonomy.theme_ids, taxonomy.facet_ids):
        raise BundleError(
            "The model knows other themes than the taxonomy file holds. Train it on units that carry them, "
            "or set CULTURE_NLP_TAXONOMY to the file it was trained with."
        )
    return scorer


def read_options(chosen: Settings, mapping: dict[str, str] | None = None, team: TeamPath | None = None) -> ReadOptions:
    """How files are read under these settings; without a key, pseudonyms differ from run to run."""
    key = chosen.pseudonym_key.get_secret_value().encode() if chosen.pseudonym_key else secrets.token_bytes(32)
    return ReadOptions(
        pseudonym=pseudonymiser(key),
        mapping=mapping or {},
        team=team,
        maximum_characters=chosen.maximum_characters,
    )


def score_answers(answers: Iterable[Answer], scorer: Scorer) -> Iterator[ScoredUnit | NotScored]:
    """Prepare and score, lazily, in the order of the answers."""
    prepared = prepare(answers)
    while batch := list(islice(prepared, BATCH)):
        scored = iter(scorer.score([unit for unit in batch if isinstance(unit, Unit)]))
        for record in batch:
            yield record if isinstance(record, NotScored) else next(scored)


def publish_signals(
    units: Iterable[ScoredUnit],
    *,
    model_version: str,
    taxonomy: Taxonomy,
    minimum_group: int,
    quantification: Quantification | None = None,
    invited: Mapping[TeamPath, int] | None = None,
    before: Collection[TeamPath] | None = None,
) -> Release:
    """Aggregate, protect and publish: scored units of one whole round to its release.

    Args:
        quantification: the scorer's, where one scorer scored all units.
        invited: how many people of each group were asked, where that is known.
        before: the groups that the release of the round before showed.

    Raises:
        DisclosureError: the audit does not pass.
    """
    signals = aggregate(units, taxonomy.theme_ids, quantification)
    bounds = partial(interval_of_shares, quantification) if quantification else jeffreys
    return publish(
        protect(signals, minimum_group, invited=invited, before=before, bounds=bounds),
        model_version=model_version,
        taxonomy_version=taxonomy.version,
        rules_version=RULES_VERSION,
        minimum_group=minimum_group,
    )


def analyse(
    paths: Sequence[Path],
    scorer: Scorer,
    chosen: Settings,
    options: ReadOptions,
    progress: Callable[[int], None] = lambda _: None,
    only_round: str | None = None,
    invited: Mapping[TeamPath, int] | None = None,
    before: Collection[TeamPath] | None = None,
) -> Analysis:
    """The main job: files to a release. ``progress`` is told after each answer how many there were.

    ``invited`` and ``before`` as in :func:`publish_signals`.

    Raises:
        InputError: no file can be used, or the input holds several rounds and none is chosen: people who answered in
            two rounds, and what changed between them, must not be mixed.
    """
    report = InputReport()
    rounds: set[str | None] = set()

    def scored() -> Iterator[ScoredUnit]:
        answers = read_files(paths, options, report, chosen.maximum_file_bytes)
        for count, record in enumerate(score_answers(answers, scorer), start=1):
            progress(count)
            if isinstance(record, NotScored):
                report.not_scored[record.reason] += 1
            elif only_round is None or record.round == only_round:
                rounds.add(record.round)
                yield record

    release = publish_signals(
        scored(),
        model_version=scorer.model_version,
        taxonomy=load_taxonomy(chosen.taxonomy),
        minimum_group=chosen.minimum_group,
        quantification=scorer.quantification,
        invited=invited,
        before=before,
    )
    if len(rounds - {None}) > 1:
        raise InputError(f"De invoer bevat {len(rounds - {None})} rondes. Kies er een met --round.")
    return Analysis(report, release)
