"""One self-contained page for the people who talk about the signals: no script, no network, no answer."""

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from culture_nlp.files import InputReport
from culture_nlp.pipeline import Analysis
from culture_nlp.report.figures import Figures
from culture_nlp.report.heatmap import columns
from culture_nlp.report.page import GroupMaker
from culture_nlp.report.texts import Language, Texts, counted, in_language, load_texts, reason_text
from culture_nlp.taxonomy import Taxonomy


def render_html(analysis: Analysis, taxonomy: Taxonomy, language: Language = "nl") -> str:
    """The report of a release as one HTML file.

    What became of the input is told without places, and only if the whole is published: a page is passed on,
    and a row number leads to a person. An empty input report, as with a stored release, is left out.
    """
    release, texts = analysis.release, load_texts(language)
    make = GroupMaker(taxonomy, Figures(texts), language)
    groups = [make(number, team) for number, team in enumerate(release.teams, start=1)]
    whole = next((team.respondents for team in release.teams if not team.path and team.published), None)
    return _template().render(
        t=texts,
        language=language,
        release=release,
        created=release.created.strftime(texts["date"]),
        whole=whole,
        people=make.figures.people(whole) if whole else "",
        people_short=make.figures.people_short(whole) if whole else "",
        columns=columns(release.teams, taxonomy, language),
        labels={theme.id: in_language(theme, "label", language) for theme in taxonomy.themes},
        groups=groups,
        shown=[group for group in groups if group.published],
        hidden=[group for group in groups if not group.published],
        input_lines=[] if whole is None else _input_lines(analysis.input, texts),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("culture_nlp.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("signals.html.j2")


def _input_lines(report: InputReport, texts: Texts) -> Sequence[str]:
    if not report.rows:
        return []
    lines = [
        texts["input_read"].format(
            rows=counted(texts, "rows", report.rows), answers=counted(texts, "answers", report.answers)
        )
    ]
    if report.not_scored:
        reasons = "; ".join(f"{reason_text(texts, r)} ({n})" for r, n in report.not_scored.most_common())
        lines.append(f"{texts['input_not_scored'].format(count=report.not_scored.total())} – {reasons}.")
    if report.rejected:
        lines.append(texts["input_rejected"].format(count=len(report.rejected)))
    return lines if len(lines) > 1 else [*lines, texts["input_complete"]]
