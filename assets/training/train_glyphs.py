"""Trains glyphs-net: a class-conditional U-Net on the digits of data/glyphs, and exports it to ONNX.

Target and loss are in pictures.py.
"""

from pathlib import Path

import torch
from torch import Tensor, nn

import pictures
from diffusion import time_features, time_frequencies
from export import export_onnx, model_folder, write_golden
from unet import Attention, ResBlock

CLASSES = 10
NULL_CLASS = 10
DATA = Path(__file__).parents[1] / "data" / "glyphs"


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


def export(net: nn.Module) -> None:
    folder = model_folder("glyphs-net")
    x = torch.randn(4, 1, 32, 32, generator=torch.Generator().manual_seed(0))
    inputs = (x, torch.tensor([20.0, 300.0, 700.0, 994.6]), torch.tensor([0, 3, 7, NULL_CLASS]))
    export_onnx(net, inputs, folder)
    write_golden(net, inputs, folder)


if __name__ == "__main__":
    pictures.main("glyphs-net", GlyphsNet(), DATA, NULL_CLASS, export)
