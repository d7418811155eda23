"""Trains the head that lets the tokens of one pass see each other (Bansal and Sanghavi 2025, 2509.22738).

The network is frozen. From a state of a sequence that it wrote itself, one token at a time in the order of entropy, its
features are computed once; then the head is unrolled over the tokens that came next, one to three of them, fewer being
likelier. The loss is the divergence of the head's laws from those that the network gives for the true state, over what
is still hidden.
"""

import argparse
import random
import time

import torch
from torch import Tensor

from text_decode import MASK, own
from text_net import Head, TextNet
from train_texts import TOKENS, averaged, checkpoint, rate

RATE = 2e-3
AHEAD = 3
SHARES = {"D": 900, "J": 100, "E": 700, "Q": 1200}


def features(net: TextNet, ids: Tensor, when: Tensor, seen: Tensor) -> tuple[Tensor, Tensor]:
    """The state that shows what came in the passes up to `seen` [B], and the network's hidden states of it."""
    state = ids.masked_fill(when > seen[:, None], MASK)
    with torch.no_grad():
        return state, net.features(state)


def divergence(net: TextNet, head: Head, ids: Tensor, when: Tensor, ahead: int, generator: torch.Generator) -> tuple:
    """KL of the head's laws after `ahead` tokens, and of the network's laws from before them, in nats a position."""
    last = when.amax(1)
    seen = (torch.rand(len(ids), generator=generator) * (last - ahead)).long()
    places = torch.arange(ids.shape[1]).expand(ids.shape)
    state, hidden = features(net, ids, when, seen)
    stale = net.unembed(hidden)
    for token in range(1, ahead + 1):
        state = ids.masked_fill(when > (seen + token)[:, None], MASK)
        logits, hidden = head(state, hidden, places)
    _, fresh = features(net, ids, when, seen + ahead)
    open_places = state == MASK
    with torch.no_grad():
        truth = net.unembed(fresh)[open_places].log_softmax(-1)
    return tuple((truth.exp() * (truth - laws[open_places].log_softmax(-1))).sum(-1).mean() for laws in (logits, stale))


def train(minutes: float, seed: int) -> None:
    net = averaged("masked")
    data = {task: own(net, task, count, seed) for task, count in SHARES.items()}
    for p in net.parameters():
        p.requires_grad_(False)
    head = Head(net)
    average = torch.optim.swa_utils.AveragedModel(head, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    optimizer = torch.optim.AdamW(head.own(), lr=RATE, weight_decay=0.0)
    rng, generator = random.Random(seed), torch.Generator().manual_seed(seed)
    unrolls = torch.tensor([0.5**i for i in range(1, AHEAD + 1)]).softmax(0).tolist()
    start, step, totals = time.monotonic(), 0, []
    while (elapsed := (time.monotonic() - start) / 60) < minutes:
        optimizer.param_groups[0]["lr"] = RATE * rate(elapsed / minutes) * min(1.0, (step + 1) / 100)
        ids, when = data[rng.choices(list(SHARES), [5, 3, 3, 4])[0]]
        rows = torch.randint(len(ids), (TOKENS // ids.shape[1],), generator=generator)
        ahead = rng.choices(range(1, AHEAD + 1), unrolls)[0]
        loss, stale = divergence(net, head, ids[rows], when[rows], ahead, generator)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(head.own(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        average.update_parameters(head)
        step += 1
        totals.append((loss.item(), stale.item()))
        if step % 100 == 0:
            part = totals[-100:]
            print(f"{elapsed:5.1f} min  step {step}  KL {sum(a for a, _ in part) / 100:.4f}"
                  f"  without head {sum(b for _, b in part) / 100:.4f}", flush=True)
    torch.save({"average": average.module.state_dict()}, checkpoint("head"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=14)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    train(arguments.minutes, arguments.seed)
