"""Distils masked-texts to be certain early: certainty-forcing distillation (Chen et al. 2025, 2509.26488, dParallel).

The data are answers that the network wrote itself, one token a pass. A block of the answer is taken; what stands before
it is clean, what stands after it hidden, and inside it half of the tokens are hidden, then the other half. The loss is
the cross entropy of the hidden tokens of the block, and twice the entropy, at temperature 0.5, of those that are
predicted right already: a wrong prediction is not pressed to be certain.
"""

import argparse
import random
import time

import torch
from torch import Tensor
from torch.nn import functional

import texts
from text_decode import MASK, accuracies, own
from text_net import TextNet
from train_texts import TOKENS, averaged, checkpoint, rate

BETA = 2.0
TEMPERATURE = 0.5
RATE = 3e-4
SHARES = {"S": 500, "A": 1000, "Q": 1500, "J": 150, "D": 300, "E": 300}


def hidden_blocks(when: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
    """The block [B, T], all that is hidden after it [B, T], and a random half of the block [B, T]."""
    batch, length = when.shape
    place = torch.arange(length)[None, :]
    first = (when == 0).sum(1, keepdim=True)
    size = torch.tensor([8, 16, 32])[torch.randint(3, (batch, 1), generator=generator)]
    count = (length - first + size - 1) // size
    start = first + size * (torch.rand(batch, 1, generator=generator) * count).long()
    block = (place >= start) & (place < start + size)
    return block, place >= start + size, torch.rand(batch, length, generator=generator) < 0.5


def loss_of(net: TextNet, ids: Tensor, when: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Cross entropy, and entropy of what is right."""
    block, later, half = hidden_blocks(when, generator)
    cross, certain = 0.0, 0.0
    for asked in (block & half, block & ~half):
        logits = net(ids.masked_fill(asked | later, MASK))[asked]
        truth = ids[asked]
        cross = cross + functional.cross_entropy(logits, truth)
        right = logits.argmax(-1) == truth
        log_laws = (logits[right] / TEMPERATURE).log_softmax(-1)
        certain = certain - (log_laws.exp() * log_laws).sum(-1).mean()
    return cross, certain


def train(minutes: float, seed: int) -> None:
    teacher = averaged("masked")
    data = {task: own(teacher, task, count, seed) for task, count in SHARES.items()}
    print({task: len(ids) for task, (ids, _) in data.items()}, flush=True)
    net = averaged("masked").train()
    average = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99))
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE)
    rng, generator = random.Random(seed), torch.Generator().manual_seed(seed)
    start, step, totals = time.monotonic(), 0, []
    while (elapsed := (time.monotonic() - start) / 60) < minutes:
        optimizer.param_groups[0]["lr"] = RATE * rate(elapsed / minutes)
        ids, when = data[rng.choices(texts.TASKS, [SHARES[task] for task in texts.TASKS])[0]]
        rows = torch.randint(len(ids), (TOKENS // ids.shape[1],), generator=generator)
        cross, certain = loss_of(net, ids[rows], when[rows], generator)
        (cross + BETA * certain).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        average.update_parameters(net)
        step += 1
        totals.append((cross.item(), certain.item()))
        if step % 100 == 0:
            part = totals[-100:]
            print(f"{elapsed:5.1f} min  step {step}  cross entropy {sum(c for c, _ in part) / 100:.4f}"
                  f"  entropy {sum(e for _, e in part) / 100:.4f}", flush=True)
    torch.save({"average": average.module.state_dict()}, checkpoint("certain"))
    print(accuracies(average.module.eval(), 200), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=14)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    train(arguments.minutes, arguments.seed)
