"""Trains glyphs-net: a class-conditional U-Net on the digits of data/glyphs, and exports it to ONNX.

Target: the velocity v = alpha eps - sigma x_0. Source: Salimans and Ho 2022, arXiv:2202.00512, Eq. 7.
Loss: E |v(x_t, t, c) - v|^2, t uniform, c replaced by the null class with probability 0.1, for classifier-free
guidance. Source: Ho and Salimans 2022, arXiv:2207.12598, Alg. 1.
"""

import argparse
import math
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from diffusion import LABEL_SCALE, Ema, VpCosine, stratified_times, time_features, time_frequencies, warmup_cosine
from export import export_onnx, model_folder, write_golden

SCHEDULE = VpCosine()
CLASSES = 10
NULL_CLASS = 10
DROPOUT_OF_CLASS = 0.1
EVALUATED_AT = [0.02, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.9946]
DATA = Path(__file__).parents[1] / "data" / "glyphs"


class ResBlock(nn.Module):
    """Two 3 x 3 convolutions with the embedding added between them, and a skip around both. [B, C, H, W]."""

    def __init__(self, inputs: int, outputs: int, embedding: int):
        super().__init__()
        self.first = nn.Sequential(nn.GroupNorm(8, inputs), nn.SiLU(), nn.Conv2d(inputs, outputs, 3, padding=1))
        self.embed = nn.Linear(embedding, outputs)
        self.second = nn.Sequential(nn.GroupNorm(8, outputs), nn.SiLU(), nn.Conv2d(outputs, outputs, 3, padding=1))
        self.skip = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else nn.Identity()
        nn.init.zeros_(self.second[-1].weight)  # each block starts as its skip

    def forward(self, x: Tensor, embedding: Tensor) -> Tensor:
        h = self.first(x) + self.embed(embedding)[:, :, None, None]
        return self.skip(x) + self.second(h)


class Attention(nn.Module):
    """Self-attention over the pixels of a square, four heads. [B, C, side, side]."""

    def __init__(self, channels: int, side: int, heads: int = 4):
        super().__init__()
        self.side, self.heads, self.width = side, heads, channels // heads
        self.norm = nn.GroupNorm(8, channels)
        self.qkv = nn.Conv2d(channels, 3 * channels, 1)
        self.out = nn.Conv2d(channels, channels, 1)
        nn.init.zeros_(self.out.weight)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = self.qkv(self.norm(x)).reshape(-1, 3, self.heads, self.width, self.side**2).unbind(1)
        weights = torch.softmax(q.transpose(2, 3) @ k / math.sqrt(self.width), dim=3)  # [B, heads, to, from]
        mixed = v @ weights.transpose(2, 3)
        return x + self.out(mixed.reshape(-1, self.heads * self.width, self.side, self.side))


class GlyphsNet(nn.Module):
    """(x [B, 1, 32, 32], label [B], class [B]) -> v [B, 1, 32, 32]: a U-Net over 32, 16 and 8 pixels."""

    def __init__(self, channels: tuple[int, int, int] = (32, 64, 128), embedding: int = 128):
        super().__init__()
        a, b, c = channels
        self.register_buffer("frequencies", time_frequencies(32))
        self.time = nn.Sequential(nn.Linear(64, embedding), nn.SiLU(), nn.Linear(embedding, embedding))
        self.label = nn.Embedding(CLASSES + 1, embedding)
        self.activation = nn.SiLU()

        self.stem = nn.Conv2d(1, a, 3, padding=1)
        self.down32 = ResBlock(a, a, embedding)
        self.to16 = nn.Conv2d(a, b, 3, stride=2, padding=1)
        self.down16 = ResBlock(b, b, embedding)
        self.to8 = nn.Conv2d(b, c, 3, stride=2, padding=1)
        self.middle1 = ResBlock(c, c, embedding)
        self.attention1 = Attention(c, side=8)
        self.middle2 = ResBlock(c, c, embedding)
        self.attention2 = Attention(c, side=8)
        self.middle3 = ResBlock(c, c, embedding)
        self.up = nn.Upsample(scale_factor=2, mode="nearest")
        self.up16 = ResBlock(c + b, b, embedding)
        self.up32 = ResBlock(b + a, a, embedding)
        self.out = nn.Sequential(nn.GroupNorm(8, a), nn.SiLU(), nn.Conv2d(a, 1, 3, padding=1))

    def forward(self, sample: Tensor, timestep: Tensor, class_labels: Tensor) -> Tensor:
        embedding = self.time(time_features(timestep, self.frequencies)) + self.label(class_labels)
        embedding = self.activation(embedding)
        h32 = self.down32(self.stem(sample), embedding)
        h16 = self.down16(self.to16(h32), embedding)
        h = self.attention1(self.middle1(self.to8(h16), embedding))
        h = self.middle3(self.attention2(self.middle2(h, embedding)), embedding)
        h = self.up16(torch.cat([self.up(h), h16], dim=1), embedding)
        h = self.up32(torch.cat([self.up(h), h32], dim=1), embedding)
        return self.out(h)


def load_data() -> tuple[Tensor, Tensor]:
    """Images [N, 1, 32, 32] in [-1, 1] and their classes [N]."""
    images = torch.from_numpy(np.load(DATA / "images.npy")).float()
    return images[:, None] / 127.5 - 1, torch.from_numpy(np.load(DATA / "labels.npy"))


def velocity_loss(net: nn.Module, x: Tensor, classes: Tensor) -> Tensor:
    t = stratified_times(len(x), SCHEDULE)
    alpha, sigma = (c[:, None, None, None] for c in SCHEDULE.alpha_sigma(t))
    eps = torch.randn_like(x)
    dropped = torch.rand(len(x)) < DROPOUT_OF_CLASS
    classes = torch.where(dropped, torch.full_like(classes, NULL_CLASS), classes)
    v = net(alpha * x + sigma * eps, LABEL_SCALE * t, classes)
    return (v - (alpha * eps - sigma * x)).square().mean()


def train(images: Tensor, labels: Tensor, minutes: float, batch: int, rate: float, checkpoint: Path) -> nn.Module:
    """Products in bfloat16, weights and averages in float32. Writes the average to `checkpoint` every 500 steps."""
    net = GlyphsNet()
    averaged = Ema(0.9995).of(net)
    optimizer = torch.optim.Adam(net.parameters(), lr=rate)
    start, running, step = time.time(), 0.0, 0
    while (elapsed := time.time() - start) < 60 * minutes:
        optimizer.param_groups[0]["lr"] = rate * warmup_cosine(elapsed / (60 * minutes))
        chosen = torch.randint(len(images), (batch,))
        with torch.autocast("cpu", torch.bfloat16):
            loss = velocity_loss(net, images[chosen], labels[chosen])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        averaged.update_parameters(net)
        running += loss.item()
        step += 1
        if step % 500 == 0:
            print(f"step {step} loss {running / 500:.5f} seconds {elapsed:.0f}", flush=True)
            torch.save(averaged.module.state_dict(), checkpoint)
            running = 0.0
    torch.save(averaged.module.state_dict(), checkpoint)
    print(f"{step} steps")
    return averaged.module.eval()


@torch.no_grad()
def loss_table(net: nn.Module, images: Tensor, labels: Tensor) -> str:
    """Mean squared error of the velocity per noise level, over every third image, classes given."""
    images, labels = images[::3], labels[::3]
    rows = ["| t | alpha | sigma | loss |", "|---" * 4 + "|"]
    for level in EVALUATED_AT:
        t = torch.full((len(images),), level)
        alpha, sigma = (c[:, None, None, None] for c in SCHEDULE.alpha_sigma(t))
        eps = torch.randn_like(images)
        v = net(alpha * images + sigma * eps, LABEL_SCALE * t, labels)
        loss = (v - (alpha * eps - sigma * images)).square().mean()
        rows.append(f"| {level:g} | {alpha[0].item():.4f} | {sigma[0].item():.4f} | {loss:.5f} |")
    return "\n".join(rows)


def export(net: nn.Module) -> None:
    folder = model_folder("glyphs-net")
    x = torch.randn(4, 1, 32, 32, generator=torch.Generator().manual_seed(0))
    inputs = (x, torch.tensor([20.0, 300.0, 700.0, 994.6]), torch.tensor([0, 3, 7, NULL_CLASS]))
    export_onnx(net, inputs, folder)
    write_golden(net, inputs, folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=76.0, help="length of the training; 0 exports the checkpoint")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--checkpoint", type=Path, default=Path(tempfile.gettempdir()) / "glyphs-net.pt")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    images, labels = load_data()
    if args.minutes > 0:
        net = train(images, labels, args.minutes, args.batch, args.rate, args.checkpoint)
    else:
        net = GlyphsNet().eval()
        net.load_state_dict(torch.load(args.checkpoint))
    print(loss_table(net, images, labels))
    export(net)


if __name__ == "__main__":
    main()
