"""Trains moons-net: an MLP that predicts the noise on the two-moons mixture, and exports it to ONNX.

Loss: E |eps(x_t, t) - eps|^2, t uniform. Source: Ho et al. 2020, arXiv:2006.11239, Eq. 14.
"""

import argparse
import math
import time

import torch
from torch import Tensor, nn

from diffusion import LABEL_SCALE, Ema, VpLinear, stratified_times, time_features, time_frequencies, warmup_cosine
from export import export_onnx, model_folder, write_golden

SCHEDULE = VpLinear()
STD = 0.08
EVALUATED_AT = [0.001, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0]


def moon_centres() -> Tensor:
    """[32, 2]: 16 centres along the upper half circle, then 16 along the lower one."""
    a = math.pi * (torch.arange(16) + 0.5) / 16
    upper = torch.stack([a.cos() - 0.5, a.sin() - 0.25], dim=1)
    return 1.2 * torch.cat([upper, -upper])


def draw_moons(centres: Tensor, n: int) -> Tensor:
    return centres[torch.randint(len(centres), (n,))] + STD * torch.randn(n, 2)


def exact_noise(x: Tensor, t: Tensor, centres: Tensor) -> Tensor:
    """E[eps | x_t = x], [B, 2]. With v = alpha^2 STD^2 + sigma^2, component i gives sigma (x - alpha m_i) / v."""
    alpha, sigma = (c[:, None] for c in SCHEDULE.alpha_sigma(t))
    v = (alpha * STD) ** 2 + sigma**2
    offset = x[:, None, :] - alpha[:, :, None] * centres  # [B, 32, 2]
    responsibility = torch.softmax(-offset.square().sum(dim=2) / (2 * v), dim=1)
    return sigma / v * (responsibility[:, :, None] * offset).sum(dim=1)


class MoonsNet(nn.Module):
    """(x [B, 2], label [B]) -> eps [B, 2]: three hidden layers of 128, SiLU, the time embedding added to each."""

    def __init__(self, width: int = 128, frequencies: int = 64):
        super().__init__()
        self.register_buffer("frequencies", time_frequencies(frequencies))
        self.embed = nn.Sequential(nn.Linear(2 * frequencies, width), nn.SiLU())
        self.layers = nn.ModuleList([nn.Linear(2, width), nn.Linear(width, width), nn.Linear(width, width)])
        self.times = nn.ModuleList([nn.Linear(width, width, bias=False) for _ in self.layers])
        self.out = nn.Linear(width, 2)
        self.activation = nn.SiLU()

    def forward(self, sample: Tensor, timestep: Tensor) -> Tensor:
        embedding = self.embed(time_features(timestep, self.frequencies))
        h = sample
        for layer, at_time in zip(self.layers, self.times, strict=True):
            h = self.activation(layer(h) + at_time(embedding))
        return self.out(h)


def train(steps: int, batch: int, rate: float) -> nn.Module:
    net, centres = MoonsNet(), moon_centres()
    averaged = Ema(0.9998).of(net)
    optimizer = torch.optim.Adam(net.parameters(), lr=rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: warmup_cosine(k / steps))
    start, running = time.time(), 0.0
    for step in range(1, steps + 1):
        t = stratified_times(batch, SCHEDULE)
        alpha, sigma = (c[:, None] for c in SCHEDULE.alpha_sigma(t))
        eps = torch.randn(batch, 2)
        x = alpha * draw_moons(centres, batch) + sigma * eps
        loss = (net(x, LABEL_SCALE * t) - eps).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        averaged.update_parameters(net)
        running += loss.item()
        if step % 1000 == 0:
            print(f"step {step} loss {running / 1000:.5f} seconds {time.time() - start:.0f}", flush=True)
            running = 0.0
    return averaged.module.eval()


@torch.no_grad()
def error_table(net: nn.Module, n: int = 100_000) -> str:
    """Per noise level: the loss of the net, the loss of the exact noise, and the gap E |net - exact|^2, per coordinate.

    The loss at the exact noise is the least any network can reach; loss = least + gap up to sampling noise.
    """
    centres = moon_centres()
    rows = ["| t | alpha | sigma | loss | least loss | squared error against the exact noise |", "|---" * 6 + "|"]
    for level in EVALUATED_AT:
        t = torch.full((n,), level)
        alpha, sigma = (c[:, None] for c in SCHEDULE.alpha_sigma(t))
        eps = torch.randn(n, 2)
        x = alpha * draw_moons(centres, n) + sigma * eps
        predicted, exact = net(x, LABEL_SCALE * t), exact_noise(x, t, centres)
        loss, least, gap = ((a - b).square().mean() for a, b in ((predicted, eps), (exact, eps), (predicted, exact)))
        rows.append(f"| {level:g} | {alpha[0].item():.4f} | {sigma[0].item():.4f} "
                    f"| {loss:.5f} | {least:.5f} | {gap:.2e} |")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=60_000)
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--rate", type=float, default=3e-3)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    net = train(args.steps, args.batch, args.rate)
    print(error_table(net))

    x = torch.tensor([[0.3, -0.2], [-1.1, 0.4], [1.5, -0.7], [-0.4, 2.1]])
    t = torch.tensor([0.05, 0.2, 0.5, 1.0])
    export_onnx(net, (x, LABEL_SCALE * t), model_folder("moons-net"))
    write_golden(net, (x, LABEL_SCALE * t), model_folder("moons-net"), exact=exact_noise(x, t, moon_centres()))


if __name__ == "__main__":
    main()
