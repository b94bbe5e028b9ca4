"""The service: ``uvicorn api.app:create_app --factory``."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.exceptions import ExceptionMiddleware

from api import health
from api.answers import routes as answers
from api.answers.schemas import AnswerIn
from api.core import open_core
from api.docs_page import add_docs_page
from api.openapi import DESCRIPTION, TAGS, DocumentedService
from api.own_pages import OwnPagesOnly
from api.problems import Problem, answer_with_problem
from api.rounds import routes as rounds
from api.signals import routes as signals
from api.themes import routes as themes
from culture_nlp.score.scorer import Scorer
from culture_nlp.settings import Settings
from culture_nlp.settings import settings as settings_of_environment


def create_app(settings: Settings | None = None, scorer: Scorer | None = None) -> FastAPI:
    """Make the service.

    Args:
        settings: without them those of the environment are read.
        scorer: what scores; without it the model of the settings is loaded when the service starts.

    Raises:
        SettingError: a setting is not allowed; the database and the model are opened at the start.
    """
    chosen = settings or settings_of_environment()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with open_core(chosen, scorer) as core:
            app.state.core = core
            yield

    app = DocumentedService(
        title="Culture-NLP",
        version=version("culture-nlp"),
        summary="Signalen over de leercultuur uit open antwoorden, anoniem en per team.",
        description=DESCRIPTION,
        openapi_tags=TAGS,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        extra_schemas=(Problem, AnswerIn),
        exception_handlers={
            HTTPException: answer_with_problem,
            RequestValidationError: answer_with_problem,
        },
        # FastAPI's own telemetry would hand exception messages and refused input to whoever collects them.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.add_middleware(OwnPagesOnly)
    # Not as a handler of the application: Starlette raises those on, and the server logs message and values.
    app.add_middleware(ExceptionMiddleware, handlers={Exception: answer_with_problem})
    for routes in (answers, rounds, signals, themes, health):
        app.include_router(routes.router)
    add_docs_page(app)
    return app
