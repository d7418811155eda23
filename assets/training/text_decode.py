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
    """One token a pass: the place of the most confident prediction is chosen, then its token is drawn; or left first."""
    rows = torch.arange(len(ids))
    while (masked := ids == MASK).any():
        logits = net(ids)
        logits[..., MASK] = -torch.inf
        score = logits.softmax(-1).amax(-1) if order == "confidence" else -torch.arange(ids.shape[1]).expand(ids.shape)
        place = score.masked_fill(~masked, -1e9).argmax(-1)
        token = draw(logits[rows, place], sampled, generator)
        ids[rows, place] = torch.where(masked[rows, place], token, ids[rows, place])
    return ids


@torch.no_grad()
def continue_right(net: TextNet, ids: Tensor, sampled: bool, order: str, generator: torch.Generator) -> Tensor:
    for place in range(1, ids.shape[1]):
        free = ids[:, place] == MASK
        if free.any():
            token = draw(net(ids[:, :place])[:, -1], sampled, generator)
            ids[:, place] = torch.where(free, token, ids[:, place])
    return ids


def answers(net: TextNet, task: str, count: int, order: str = "confidence", clues: int = 2) -> list[tuple[str, str]]:
    asked = prompts(task, count, clues=clues)
    decode = continue_right if net.causal else fill_in
    ids = decode(net, blank(asked, LENGTHS[task]), task in SAMPLED, order, torch.Generator().manual_seed(3))
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
