"""Forward process and noise schedules shared by the scripts of this folder.

x_t = alpha(t) x_0 + sigma(t) eps,   eps ~ N(0, I),   alpha^2 + sigma^2 = 1.

A network sees the label 1000 t. Shape letters: B batch, D dimension, C H W image.
"""

import math
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor, nn

LABEL_SCALE = 1000.0


class Schedule(Protocol):
    def alpha_sigma(self, t: Tensor) -> tuple[Tensor, Tensor]: ...

    def time_of_ratio(self, ratio: float) -> float: ...

    def draw(self, n: int) -> Tensor: ...

    def label(self, t: Tensor) -> Tensor: ...


class Uniform:
    """Times uniform in [t_min, t_max], labels proportional to them."""

    def draw(self, n: int) -> Tensor:
        return self.t_min + (self.t_max - self.t_min) * stratified(n)

    def label(self, t: Tensor) -> Tensor:
        return LABEL_SCALE * t


class VariancePreserving(Uniform):
    """sigma from log alpha, without cancellation near t = 0: sigma^2 = -expm1(2 log alpha)."""

    def time_of_ratio(self, ratio: float) -> float:
        """By bisection; the nearest end where sigma / alpha is beyond the schedule."""
        low, high = self.t_min, self.t_max
        for _ in range(60):
            middle = (low + high) / 2
            alpha, sigma = self.alpha_sigma(torch.tensor(middle, dtype=torch.float64))
            low, high = (middle, high) if sigma < ratio * alpha else (low, middle)
        return high

    def alpha_sigma(self, t: Tensor) -> tuple[Tensor, Tensor]:
        log_alpha = self.log_alpha(t)
        return log_alpha.exp(), (-torch.expm1(2 * log_alpha)).sqrt()


@dataclass(frozen=True)
class VpLinear(VariancePreserving):
    """log alpha = -t^2 (b1 - b0) / 4 - t b0 / 2. Source: Song et al. 2021, arXiv:2011.13456, Eq. 33."""

    beta0: float = 0.1
    beta1: float = 20.0
    t_min: float = 1e-3
    t_max: float = 1.0

    def log_alpha(self, t: Tensor) -> Tensor:
        return -t * t * (self.beta1 - self.beta0) / 4 - t * self.beta0 / 2


@dataclass(frozen=True)
class VpCosine(VariancePreserving):
    """alpha = cos((t + s) / (1 + s) pi / 2) / cos(s / (1 + s) pi / 2), cut at t = 0.9946, where alpha is 0.0085.

    Source: Nichol and Dhariwal 2021, arXiv:2102.09672, Eq. 17 (there f = alpha^2); cut as in Lu et al. 2022,
    arXiv:2206.00927, appendix D.
    """

    s: float = 0.008
    t_min: float = 1e-3
    t_max: float = 0.9946

    def log_alpha(self, t: Tensor) -> Tensor:
        return self.log_cos(t) - self.log_cos(torch.zeros_like(t))  # the same operations, so exactly 0 at t = 0

    def log_cos(self, t: Tensor) -> Tensor:
        return torch.log(torch.cos((t + self.s) / (1 + self.s) * math.pi / 2))


@dataclass(frozen=True)
class Flow(Uniform):
    """The straight path x = (1 - t) x_0 + t eps. Source: Liu et al. 2022, arXiv:2209.03003, Eq. 1."""

    t_min: float = 1e-3
    t_max: float = 1.0

    def alpha_sigma(self, t: Tensor) -> tuple[Tensor, Tensor]:
        return 1 - t, t

    def time_of_ratio(self, ratio: float) -> float:
        return ratio / (1 + ratio)


@dataclass(frozen=True)
class Edm:
    """alpha = 1, sigma = t, with log sigma normal and the label log(sigma) / 4.

    Source: Karras et al. 2022, arXiv:2206.00364, Tab. 1; there -1.2 and 1.2 for pictures. Wider here, since a law in
    the plane has structure at small sigma too.
    """

    mean: float = -1.2
    std: float = 1.8

    def alpha_sigma(self, t: Tensor) -> tuple[Tensor, Tensor]:
        return torch.ones_like(t), t

    def time_of_ratio(self, ratio: float) -> float:
        return ratio

    def draw(self, n: int) -> Tensor:
        normal = math.sqrt(2) * torch.erfinv(2 * stratified(n).clamp(1e-6, 1 - 1e-6) - 1)
        return (self.mean + self.std * normal).exp()

    def label(self, t: Tensor) -> Tensor:
        return t.log() / 4


def stratified(n: int) -> Tensor:
    """n numbers in [0, 1), one in each of n equal cells: uniform, with less variance than n free draws.

    Source: Kingma et al. 2021, arXiv:2107.00630, appendix I.1.
    """
    return (torch.arange(n) + torch.rand(n)) / n


def time_features(timestep: Tensor, frequencies: Tensor) -> Tensor:
    """[B] -> [B, 2F]: cos and sin of label times frequency. Source: Vaswani et al. 2017, arXiv:1706.03762, sec. 3.5."""
    angles = timestep[:, None] * frequencies
    return torch.cat([angles.cos(), angles.sin()], dim=1)


def time_frequencies(count: int) -> Tensor:
    """Geometric, from 1 down to nearly 1e-4 per unit of the label."""
    return torch.exp(-math.log(10_000.0) * torch.arange(count) / count)


class Ema:
    """Exponential moving average of a network's parameters, with a short memory at the start.

    decay_k = min(decay, (1 + k) / (10 + k)), so that the first steps are forgotten.
    """

    def __init__(self, decay: float):
        self.decay = decay

    def average(self, averaged: Tensor, current: Tensor, step: Tensor) -> Tensor:
        decay = torch.clamp((1 + step) / (10 + step), max=self.decay)
        return averaged.lerp(current, 1 - decay)

    def of(self, net: nn.Module) -> torch.optim.swa_utils.AveragedModel:
        return torch.optim.swa_utils.AveragedModel(net, avg_fn=self.average)


def warmup_cosine(done: float) -> float:
    """Factor on the learning rate: a linear rise over the first hundredth of the training, then half a cosine to 0."""
    return min(1.0, 100 * done) * 0.5 * (1 + math.cos(math.pi * done))
