"""The epochs of a training run: passes over the training units, measured on the development units, kept on disk."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import torch
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import nn

from culture_nlp.measure.annotated import AnnotatedUnit, targets
from culture_nlp.measure.metrics import Measures, measure
from culture_nlp.taxonomy import Taxonomy
from culture_nlp.training.batches import Batch, batches, token_ids
from culture_nlp.training.checkpoint import State, replaced, save_checkpoint
from culture_nlp.training.config import TrainingConfig
from culture_nlp.training.curves import Line, best_epoch, write_curve
from culture_nlp.training.model import CultureModel, loss
from culture_nlp.training.predict import predict

WEIGHTS: Final = "model.safetensors"


@dataclass(frozen=True, slots=True)
class Run:
    """What stays the same from epoch to epoch."""

    tokenizer: Tokenizer
    training: Sequence[AnnotatedUnit]
    development: Sequence[AnnotatedUnit]
    taxonomy: Taxonomy
    config: TrainingConfig
    folder: Path
    setup: dict[str, Any]
    device: torch.device

    @property
    def steps(self) -> int:
        """Batches of one epoch."""
        return -(-len(self.training) // self.config.batch_size)


def epochs(run: Run, state: State, on_epoch: Callable[[Line], None] | None) -> None:
    """Train until the last epoch or until patience is up; after each epoch everything is on disk."""
    ids, gold = token_ids(run.tokenizer, [u.unit() for u in run.training]), targets(run.training, run.taxonomy)
    pad, config, tell = run.tokenizer.token_to_id("<pad>") or 0, run.config, on_epoch or (lambda _: None)
    for line in state.curve:
        tell(line)
    with _progress() as progress:
        steps = run.steps
        total, done = config.epochs * steps, len(state.curve) * steps
        task = progress.add_task("training", total=total, completed=done, loss=float("nan"))
        while len(state.curve) < config.epochs and not _out_of_patience(state.curve, config.patience):
            started = time.monotonic()
            feed = batches(ids, gold, config.batch_size, pad, config.maximum_tokens, state.order, run.device)
            mean = _pass(state, feed, config, lambda loss: progress.update(task, advance=1, loss=loss))
            measures = evaluate(state.model, run.tokenizer, run.development, run.taxonomy)
            epoch, seconds = len(state.curve) + 1, round(time.monotonic() - started, 1)
            state.curve.append({"epoch": epoch, "loss": round(mean, 4), "seconds": seconds, **measures.as_dict()})
            save_checkpoint(run.folder, state, run.setup)
            keep_if_best(run.folder, state)
            write_curve(run.folder, state.curve)
            progress.console.print(f"epoch {epoch}: loss {mean:.3f}; {measures.line()}")
            tell(state.curve[-1])


def _pass(state: State, feed: Iterable[Batch], config: TrainingConfig, advance: Callable[[float], None]) -> float:
    """One pass over the training units; the mean loss."""
    total, count = 0.0, 0
    state.model.train()
    for tokens, mask, labels in feed:
        with torch.autocast(tokens.device.type, dtype=torch.bfloat16, enabled=config.bfloat16):
            value = loss(state.model(tokens, mask), labels, config.positive_weight)
        value.backward()
        nn.utils.clip_grad_norm_(state.model.parameters(), 1.0)
        state.optimiser.step()
        state.schedule.step()
        state.optimiser.zero_grad(set_to_none=True)
        total, count = total + value.item(), count + 1
        advance(total / count)
    return total / count


def _out_of_patience(curve: Sequence[Line], patience: int | None) -> bool:
    return patience is not None and len(curve) - best_epoch(curve) >= patience


def keep_if_best(folder: Path, state: State) -> None:
    """Called after the checkpoint, and again on resuming: a stop in between loses no best weights."""
    if best_epoch(state.curve) == len(state.curve):
        with replaced(folder / WEIGHTS) as path:
            save_file(state.model.state_dict(), path)


def evaluate(model: CultureModel, tokenizer: Tokenizer, units: Sequence[AnnotatedUnit], taxonomy: Taxonomy) -> Measures:
    """Uncalibrated measures on units, at the best single threshold for themes and for facets."""
    return measure(predict(model, tokenizer, [u.unit() for u in units]), targets(units, taxonomy))


def make_optimiser(
    model: CultureModel, config: TrainingConfig, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """AdamW with a rate for the encoder and one for the heads, rising and then falling to zero in ``steps``."""
    groups = []
    encoder = {id(p) for p in model.encoder.parameters()}
    for inside, rate in ((True, config.encoder_rate), (False, config.head_rate)):
        for decayed in (True, False):
            parameters = [p for p in model.parameters() if (id(p) in encoder) == inside and (p.ndim > 1) == decayed]
            decay = config.weight_decay if decayed else 0.0
            groups.append({"params": parameters, "lr": rate, "weight_decay": decay})
    optimiser = torch.optim.AdamW(groups, fused=True)
    warm = max(1, round(config.warmup * steps))

    def factor(step: int) -> float:
        return step / warm if step < warm else max(0.0, (steps - step) / max(1, steps - warm))

    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, factor)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("loss {task.fields[loss]:.3f}"),
    )
