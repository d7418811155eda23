"""The laws in the plane that networks are trained on, as the program has them: round Gaussians of one size."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Law:
    """Equal Gaussians at `centres` [N, 2], each of standard deviation `std`."""

    id: str
    name: str
    centres: Tensor
    std: float

    def draw(self, n: int) -> Tensor:
        return self.centres[torch.randint(len(self.centres), (n,))] + self.std * torch.randn(n, 2)

    def exact_data(self, x: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
        """E[x_0 | x_t = x], [B, 2].

        With v = alpha^2 std^2 + sigma^2, the centre m gives m + alpha std^2 (x - alpha m) / v.
        """
        v = (alpha * self.std) ** 2 + sigma**2
        offset = x[:, None, :] - alpha[:, :, None] * self.centres  # [B, N, 2]
        responsibility = torch.softmax(-offset.square().sum(dim=2) / (2 * v), dim=1)[:, :, None]
        means = self.centres + (alpha * self.std**2 / v)[:, :, None] * offset
        return (responsibility * means).sum(dim=1)


def moons() -> Law:
    """16 centres along the upper half circle, then 16 along the lower one."""
    a = math.pi * (torch.arange(16) + 0.5) / 16
    upper = torch.stack([a.cos() - 0.5, a.sin() - 0.25], dim=1)
    return Law("moons", "Two moons", 1.2 * torch.cat([upper, -upper]), 0.08)


def checkerboard() -> Law:
    """The dark fields of a 4 x 4 board of unit fields, 4 x 4 centres in each."""
    inside = (torch.arange(4) + 0.5) / 4
    fields = [(column - 2, row - 2) for row in range(4) for column in range(row % 2, 4, 2)]
    corners = torch.tensor(fields, dtype=torch.float32)[:, None, :]
    return Law("checkerboard", "Checkerboard", (corners + torch.cartesian_prod(inside, inside)).reshape(-1, 2),
               0.55 / 4)
