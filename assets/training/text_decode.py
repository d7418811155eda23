"""Decodes with the text networks in PyTorch, one token a pass, and counts right answers: what the gates are read from."""

import random

import torch
from torch import Tensor

import texts
from text_net import TextNet

MASK = texts.IDS[texts.MASK]
# The canvas that a task is decoded on.
LENGTHS = {"S": 36, "A": 28, "D": 28, "Q": 36, "J": 76, "E": 28}
# Tasks with one answer are decoded by the most likely token, the others are sampled.
SAMPLED = "DJE"


def prompts(task: str, count: int, seed: int = 7, clues: int = 2) -> list[str]:
    rng, made = random.Random(seed), []
    while len(made) < count:
        prompt, _ = texts.make(task, rng)
        if task != "Q" or sum(c in "1234" for c in prompt) >= clues:
            made.append(prompt)
    return made


def blank(asked: list[str], length: int) -> Tensor:
    rows = [[texts.IDS[c] for c in prompt] + [MASK] * (length - len(prompt)) for prompt in asked]
    return torch.tensor(rows)


def draw(logits: Tensor, sampled: bool, generator: torch.Generator) -> Tensor:
    if not sampled:
        return logits.argmax(-1)
    # Inverse of the distribution function in double precision: a float Gumbel draw cuts the tail off.
    cumulative = logits.double().softmax(-1).cumsum(-1)
    u = torch.rand(logits.shape[:-1] + (1,), generator=generator, dtype=torch.float64) * cumulative[..., -1:]
    return (cumulative < u).sum(-1).clamp(max=logits.shape[-1] - 1)


@torch.no_grad()
def fill_in(net: TextNet, ids: Tensor, sampled: bool, order: str, generator: torch.Generator) -> Tensor:
    """One token a pass: the place is chosen first, by confidence, by entropy or from the left; then its token is drawn.

    Writes into ids, and says in which pass each token came, 0 for those that stood there.
    """
    rows, when, step = torch.arange(len(ids)), torch.zeros_like(ids), 0
    while (masked := ids == MASK).any():
        step += 1
        logits = net(ids)
        logits[..., MASK] = -torch.inf
        score = SCORES[order](logits)
        place = score.masked_fill(~masked, -torch.inf).argmax(-1)
        token = draw(logits[rows, place], sampled, generator)
        open_row = masked[rows, place]
        ids[rows, place] = torch.where(open_row, token, ids[rows, place])
        when[rows, place] = torch.where(open_row, step, when[rows, place])
    return when


def negative_entropy(logits: Tensor) -> Tensor:
    laws = logits.softmax(-1)
    return (laws * laws.clamp(min=1e-30).log()).sum(-1)


SCORES = {
    "confidence": lambda logits: logits.softmax(-1).amax(-1),
    "entropy": negative_entropy,
    "left": lambda logits: -torch.arange(logits.shape[1], dtype=torch.float).expand(logits.shape[:2]),
}


@torch.no_grad()
def continue_right(net: TextNet, ids: Tensor, sampled: bool, order: str, generator: torch.Generator) -> None:
    """From left to right, whatever the order asked for. Writes into ids."""
    for place in range(1, ids.shape[1]):
        free = ids[:, place] == MASK
        if free.any():
            token = draw(net(ids[:, :place])[:, -1], sampled, generator)
            ids[:, place] = torch.where(free, token, ids[:, place])


def answers(net: TextNet, task: str, count: int, order: str = "confidence", clues: int = 2) -> list[tuple[str, str]]:
    asked = prompts(task, count, clues=clues)
    decode = continue_right if net.causal else fill_in
    ids = blank(asked, LENGTHS[task])
    decode(net, ids, task in SAMPLED, order, torch.Generator().manual_seed(3))
    return [(prompt, texts.decode(row[len(prompt):])) for prompt, row in zip(asked, ids.tolist(), strict=True)]


def accuracies(net: TextNet, count: int) -> dict[str, float]:
    """The share of right answers for each task; Q6 has at least six clues, D< is filled in from the left."""
    shares = {}
    for name, task, order, clues in [("S", "S", "confidence", 0), ("A", "A", "confidence", 0),
                                     ("D", "D", "confidence", 0), ("D<", "D", "left", 0), ("Q", "Q", "confidence", 2),
                                     ("Q6", "Q", "confidence", 6), ("J", "J", "confidence", 0),
                                     ("E", "E", "confidence", 0)]:
        if name == "D<" and net.causal:
            continue
        pairs = answers(net, task, count, order, clues)
        shares[name] = sum(texts.right(prompt, answer) for prompt, answer in pairs) / len(pairs)
    words = [answer for _, answer in answers(net, "D", count)]
    return shares | {"distinct": len(set(words)) / len(words)}


def own(net: TextNet, task: str, count: int, seed: int) -> tuple[Tensor, Tensor]:
    """What the network itself writes, revealed in the order of entropy: ids [N, T], and the pass of each token [N, T]."""
    ids, whens = [], []
    for part in range(0, count, 250):
        rows = blank(prompts(task, min(250, count - part), seed + part), LENGTHS[task])
        generator = torch.Generator().manual_seed(seed + part)
        whens.append(fill_in(net, rows, task in SAMPLED, "entropy", generator))
        ids.append(rows)
    return torch.cat(ids), torch.cat(whens)
