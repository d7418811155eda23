"""Training of a network that draws pictures of classes, the same for every set of pictures.

Target: the velocity v = alpha eps - sigma x_0. Source: Salimans and Ho 2022, arXiv:2202.00512, Eq. 7.
Loss: E |v(x_t, t, c) - v|^2, t uniform, c replaced by the null class with probability 0.1, for classifier-free
guidance. Source: Ho and Salimans 2022, arXiv:2207.12598, Alg. 1.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from diffusion import Ema, VpCosine, warmup_cosine

SCHEDULE = VpCosine()
DROPOUT_OF_CLASS = 0.1
REPORTED = 250
EVALUATED_AT = [0.02, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.9946]


def load_pictures(folder: Path) -> tuple[Tensor, Tensor]:
    """Images [N, C, 32, 32] in [-1, 1] and their classes [N]."""
    images = torch.from_numpy(np.load(folder / "images.npy")).float()
    images = images if images.ndim == 4 else images[:, None]  # grey pictures lie there without an axis for channels
    return images / 127.5 - 1, torch.from_numpy(np.load(folder / "labels.npy"))


def velocity_loss(net: nn.Module, x: Tensor, classes: Tensor, null_class: int) -> Tensor:
    t = SCHEDULE.draw(len(x))
    alpha, sigma = (c[:, None, None, None] for c in SCHEDULE.alpha_sigma(t))
    eps = torch.randn_like(x)
    dropped = torch.rand(len(x)) < DROPOUT_OF_CLASS
    classes = torch.where(dropped, torch.full_like(classes, null_class), classes)
    v = net(alpha * x + sigma * eps, SCHEDULE.label(t), classes)
    return (v - (alpha * eps - sigma * x)).square().mean()


@dataclass
class Training:
    """What a stopped training goes on from: network, average, optimizer, steps made and seconds spent."""

    net: nn.Module
    averaged: torch.optim.swa_utils.AveragedModel
    optimizer: torch.optim.Optimizer
    step: int = 0
    seconds: float = 0.0

    @staticmethod
    def of(net: nn.Module, rate: float, decay: float) -> "Training":
        return Training(net, Ema(decay).of(net), torch.optim.Adam(net.parameters(), lr=rate, fused=True))

    def save(self, file: Path) -> None:
        """Through another name, so that a training which is stopped now leaves the last checkpoint whole."""
        parts = {name: getattr(self, name).state_dict() for name in ("net", "averaged", "optimizer")}
        torch.save(parts | {"step": self.step, "seconds": self.seconds}, file.with_suffix(".new"))
        file.with_suffix(".new").replace(file)

    def resume(self, file: Path) -> None:
        parts = torch.load(file)
        for name in ("net", "averaged", "optimizer"):
            getattr(self, name).load_state_dict(parts[name])
        self.step, self.seconds = parts["step"], parts["seconds"]

    def result(self) -> nn.Module:
        return self.averaged.module.eval()


def train(training: Training, images: Tensor, labels: Tensor, null_class: int, batch: int, minutes: float,
          checkpoint: Path) -> None:
    """Products in bfloat16, weights and averages in float32. Writes to `checkpoint` every 250 steps."""
    group = training.optimizer.param_groups[0]
    rate = group.setdefault("initial_lr", group["lr"])
    running, last = 0.0, time.time()
    while training.seconds < 60 * minutes:
        group["lr"] = rate * warmup_cosine(training.seconds / (60 * minutes))
        chosen = torch.randint(len(images), (batch,))
        with torch.autocast("cpu", torch.bfloat16):
            loss = velocity_loss(training.net, images[chosen], labels[chosen], null_class)
        training.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(training.net.parameters(), 1.0)
        training.optimizer.step()
        training.averaged.update_parameters(training.net)
        training.step += 1
        running += loss.item()
        training.seconds += time.time() - last
        last = time.time()
        if training.step % REPORTED == 0:
            print(f"step {training.step} loss {running / REPORTED:.5f} seconds {training.seconds:.0f}", flush=True)
            training.save(checkpoint)
            running = 0.0
    training.save(checkpoint)
    print(f"{training.step} steps in {training.seconds / 60:.0f} minutes")


@torch.no_grad()
def loss_table(net: nn.Module, images: Tensor, labels: Tensor) -> str:
    """Mean squared error of the velocity per noise level, over every third image, classes given."""
    images, labels = images[::3], labels[::3]
    rows = ["| t | alpha | sigma | loss |", "|---" * 4 + "|"]
    for level in EVALUATED_AT:
        t = torch.full((len(images),), level)
        alpha, sigma = (c[:, None, None, None] for c in SCHEDULE.alpha_sigma(t))
        eps = torch.randn_like(images)
        v = net(alpha * images + sigma * eps, SCHEDULE.label(t), labels)
        loss = (v - (alpha * eps - sigma * images)).square().mean()
        rows.append(f"| {level:g} | {alpha[0].item():.4f} | {sigma[0].item():.4f} | {loss:.5f} |")
    return "\n".join(rows)


def main(name: str, net: nn.Module, data: Path, null_class: int, export: Callable[[nn.Module], None],
         batch: int = 64) -> None:
    """The command line of a training. What was stopped goes on from its checkpoint."""
    parser = argparse.ArgumentParser(description=f"Trains {name} and exports it to ONNX.")
    parser.add_argument("--minutes", type=float, default=75.0, help="length of the training in all, resumed or not")
    parser.add_argument("--batch", type=int, default=batch)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--checkpoint", type=Path, default=Path(tempfile.gettempdir()) / f"{name}.pt")
    parser.add_argument("--export", action="store_true", help="export the checkpoint as it is")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    images, labels = load_pictures(data)
    training = Training.of(net, args.rate, decay=0.9995)
    if args.checkpoint.exists():
        training.resume(args.checkpoint)
    if not args.export:
        train(training, images, labels, null_class, args.batch, args.minutes, args.checkpoint)
    averaged = training.result()
    print(loss_table(averaged, images, labels))
    export(averaged)
