"""Trains the text networks: masked-texts attends to both sides and fills in masks, next-texts goes from left to right.

The loss of the first is the masked one: a share t of the answer's tokens is hidden, t stratified over the batch and
floored at 1e-3, and the cross entropy of the hidden tokens is weighted by min(1/t, 10). Where the law of a hidden token
is known, it is that law's, else the drawn token's (exact_texts.py). For every second canvas t is
above 0.6: what is read off the neighbours when little is hidden has to be computed when much is. In a tenth of the
canvases the prompt is hidden in the same way. Two canvases in five hide as decoding by blocks does instead: all after a window, and
a share of the window. The second is trained on the next token of the answer, by its law where that is known.

The shares of tasks below are those of the last run of each, which had the brackets left to learn, and the sudokus; from
nothing, begin with equal shares and the whole rate (the runs before are told in the card of the model).

A step takes canvases of one length, the shortest of LENGTHS that its tasks fit in, one step in ten the full canvas.
Matrices inside the blocks are trained by Muon (momentum made orthogonal), all else by AdamW; the rate stays constant
and falls to nothing over the last 80 % of the minutes. What ships is the moving average of the weights.
"""

import argparse
import math
import random
import tempfile
import time
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

import texts
from exact_texts import laws, next_laws
from text_decode import accuracies
from text_net import TextNet

TOKENS = 2048
PADDING = texts.IDS[texts.EOS]
MASK = texts.IDS[texts.MASK]
SHIPPED = Path(__file__).parents[1] / "models" / "masked-texts"
FILES = {"masked": "model", "next": "autoregressive", "certain": "certain"}
FULL = 0.04
# Tasks of about one length share a step: canvases are as long as the longest needs.
GROUPS = {"masked": [("DDDDDDDDAE", (28, 32)), ("SSSSSQ", (36, 40)), ("J", (76,))],
          "next": [("DDDDDA", (28, 32)), ("SQQQQQQQ", (36, 40)), ("J", (76,)), ("E", (12,))]}
GROUP_WEIGHTS = {"masked": [0.82, 0.13, 0.05], "next": [0.25, 0.5, 0.15, 0.1]}


class Muon(torch.optim.Optimizer):
    """Steps along the orthogonal factor of the momentum (Jordan et al., 2024), by five Newton-Schulz iterations."""

    def __init__(self, params, lr: float = 0.02, momentum: float = 0.95, weight_decay: float = 0.1):
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self) -> None:
        for group in self.param_groups:
            for p in group["params"]:
                momentum = self.state[p].setdefault("momentum", torch.zeros_like(p))
                momentum.lerp_(p.grad, 1 - group["momentum"])
                update = orthogonal(p.grad.lerp(momentum, group["momentum"]))
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.add_(update, alpha=-group["lr"] * math.sqrt(max(1.0, p.shape[0] / p.shape[1])))


def orthogonal(g: Tensor) -> Tensor:
    x = g.T if g.shape[0] > g.shape[1] else g
    x = x / (x.norm() + 1e-7)
    for _ in range(5):
        a = x @ x.T
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    return x.T if g.shape[0] > g.shape[1] else x


def canvases(kind: str, rng: random.Random) -> tuple[Tensor, Tensor]:
    """A batch: ids [B, T], and the length of each prompt [B]."""
    tasks, lengths = rng.choices(GROUPS[kind], GROUP_WEIGHTS[kind])[0]
    length = rng.choice(lengths)
    if rng.random() < FULL:
        tasks, length = texts.TASKS, texts.CANVAS
    rows, prompts = [], []
    for _ in range(TOKENS // length):
        prompt, answer = texts.make(rng.choice(tasks), rng)
        rows.append(texts.encode(prompt + answer, length))
        prompts.append(len(prompt))
    return torch.tensor(rows), torch.tensor(prompts)


def hide(ids: Tensor, prompts: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Which tokens are hidden [B, T], and the weight of their loss [B, T]."""
    batch, length = ids.shape
    place = torch.arange(length)[None, :]
    kept = torch.where(torch.rand(batch, generator=generator) < 0.9, prompts, 1)[:, None]
    answer = place >= kept
    t = ((torch.rand(1, generator=generator) + torch.arange(batch) / batch) % 1).clamp(min=1e-3)
    t = torch.where(torch.arange(batch) % 2 == 0, t, 0.6 + 0.4 * t)[torch.randperm(batch, generator=generator)][:, None]
    drawn = torch.rand(batch, length, generator=generator) < t
    uniform = answer & drawn
    # By blocks: clean before the window, a share t of the window hidden, all after it.
    end_of_text = (ids != PADDING).sum(1, keepdim=True)
    start = kept + (torch.rand(batch, 1, generator=generator) * (end_of_text + 1 - kept)).long()
    window = torch.tensor([1, 2, 4, 8, 16])[torch.randint(5, (batch, 1), generator=generator)]
    blocks = answer & (place >= start) & (drawn | (place >= start + window))
    by_blocks = torch.rand(batch, 1, generator=generator) < 0.4
    hidden = torch.where(by_blocks, blocks, uniform)
    share = torch.where(by_blocks, hidden.sum(1, keepdim=True) / answer.sum(1, keepdim=True), t).clamp(min=1e-3)
    weight = (1 / share).clamp(max=10) / answer.sum(1, keepdim=True)
    return hidden, hidden * weight


def masked_loss(net: TextNet, ids: Tensor, prompts: Tensor, generator: torch.Generator) -> Tensor:
    hidden, weight = hide(ids, prompts, generator)
    logits = net(ids.masked_fill(hidden, MASK))
    law = laws(ids, hidden)[hidden]
    # The entropy of the law moves no gradient; without it a perfect network has a loss of 0.
    loss = functional.cross_entropy(logits[hidden], law, reduction="none") + torch.xlogy(law, law).sum(-1)
    return (loss * weight[hidden]).sum() / len(ids)


def next_loss(net: TextNet, ids: Tensor, prompts: Tensor, generator: torch.Generator) -> Tensor:
    """Of the answer and its first EOS: the tokens after it carry nothing."""
    place = torch.arange(1, ids.shape[1])[None, :]
    asked = (place >= prompts[:, None]) & (place <= (ids != PADDING).sum(1, keepdim=True))
    law = next_laws(ids)[:, 1:][asked]
    logits = net(ids)[:, :-1]
    return functional.cross_entropy(logits[asked], law) + torch.xlogy(law, law).sum(-1).mean()


LOSSES = {"masked": masked_loss, "next": next_loss}


def new_net(kind: str) -> TextNet:
    return TextNet(causal=kind == "next")


def checkpoint(kind: str) -> Path:
    return Path(tempfile.gettempdir()) / f"{kind}-texts.pt"


def shipped(kind: str) -> TextNet:
    """The network of ../models/masked-texts, to train it further. Its matrices stand in the order of their use."""
    graph = onnx.load(SHIPPED / f"{FILES[kind]}.onnx").graph
    tensors = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}
    matrices = [tensors[name].T.contiguous() for node in graph.node if node.op_type == "MatMul"
                for name in node.input if name in tensors]
    net = new_net(kind)
    linear = [name for name, module in net.named_modules() if isinstance(module, nn.Linear)]
    state = {name.removeprefix("net."): tensor for name, tensor in tensors.items() if name.startswith("net.")}
    state |= {f"{name}.weight": matrix for name, matrix in zip(linear, matrices, strict=True)}
    net.load_state_dict(state)
    return net


def averaged(kind: str) -> TextNet:
    """The trained network, with the averaged weights."""
    net = new_net(kind)
    net.load_state_dict(torch.load(checkpoint(kind), weights_only=True)["average"], strict=False)
    return net.eval()


def rate(done: float) -> float:
    """The learning rate at that share of the training, of its largest."""
    return min(1.0, max(0.0, (1 - done) / 0.8))


def train(kind: str, minutes: float, seed: int, resume: str, share: float, half: bool) -> None:
    made = {"": new_net, "checkpoint": averaged, "shipped": shipped}
    net = made[resume](kind).train()
    average = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.999))
    inner = [p for block in net.blocks for p in block.parameters() if p.ndim == 2]
    known = {id(p) for p in inner}
    outer = [p for p in net.parameters() if id(p) not in known]
    optimizers = [Muon(inner), torch.optim.AdamW(outer, lr=3e-3, betas=(0.9, 0.98), weight_decay=0.01)]
    largest = [0.02 * share, 3e-3 * share]
    rng, generator = random.Random(seed), torch.Generator().manual_seed(seed)
    start, step, spoken, losses = time.process_time(), 0, 0.0, []
    while (elapsed := (time.process_time() - start) / 60) < minutes:
        for optimizer, top in zip(optimizers, largest, strict=True):
            for group in optimizer.param_groups:
                group["lr"] = top * rate(elapsed / minutes) * min(1.0, (step + 1) / 100)
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            loss = LOSSES[kind](net, *canvases(kind, rng), generator)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        for optimizer in optimizers:
            optimizer.step()
            optimizer.zero_grad()
        average.update_parameters(net)
        step += 1
        losses.append(loss.item())
        if elapsed - spoken > 6:
            spoken = elapsed
            torch.save({"average": average.module.state_dict()}, checkpoint(kind))
            say(kind, average.module, elapsed, step, losses[-500:])
    torch.save({"average": average.module.state_dict()}, checkpoint(kind))
    say(kind, average.module, minutes, step, losses[-500:], count=500)


def say(kind: str, net: TextNet, elapsed: float, step: int, losses: list[float], count: int = 40) -> None:
    shares = accuracies(net.eval(), count)
    net.train()
    right = "  ".join(f"{name} {share:.3f}" for name, share in shares.items())
    print(f"{elapsed:6.1f} min  step {step}  loss {sum(losses) / len(losses):.4f}  {right}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=LOSSES)
    parser.add_argument("--minutes", type=float, required=True, help="of processor time, all threads together")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", choices=["checkpoint", "shipped"], default="", help="go on from these weights")
    parser.add_argument("--rate", type=float, default=1.0, help="as a share of the rates above")
    parser.add_argument("--half", action="store_true", help="multiply in bfloat16, a quarter faster")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    train(arguments.kind, arguments.minutes, arguments.seed, arguments.resume, arguments.rate, arguments.half)
