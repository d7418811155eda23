"""Trains emoji-net: a class-conditional U-Net on the emoji of data/emoji, and exports it to ONNX.

Target and loss are in pictures.py.
"""

from pathlib import Path

import torch
from torch import Tensor, nn

import pictures
from diffusion import time_features, time_frequencies
from emoji_data import CLASSES as CLASS_NAMES
from export import export_onnx, model_folder, write_golden
from unet import Attention, ResBlock

CLASSES = len(CLASS_NAMES)
NULL_CLASS = CLASSES
DATA = Path(__file__).parents[1] / "data" / "emoji"


class EmojiNet(nn.Module):
    """(x [B, 3, 32, 32], label [B], class [B]) -> v [B, 3, 32, 32]: a U-Net over 16, 8 and 4 pixels of 2 x 2 each."""

    def __init__(self, channels: tuple[int, int, int] = (64, 128, 256), embedding: int = 256):
        super().__init__()
        a, b, c = channels
        self.register_buffer("frequencies", time_frequencies(32))
        self.time = nn.Sequential(nn.Linear(64, embedding), nn.SiLU(), nn.Linear(embedding, embedding))
        self.label = nn.Embedding(CLASSES + 1, embedding)
        self.activation = nn.SiLU()

        self.gather, self.spread = nn.PixelUnshuffle(2), nn.PixelShuffle(2)
        self.stem = nn.Conv2d(12, a, 3, padding=1)
        self.down16 = ResBlock(a, a, embedding)
        self.to8 = nn.Conv2d(a, b, 3, stride=2, padding=1)
        self.down8 = nn.ModuleList([ResBlock(b, b, embedding), ResBlock(b, b, embedding)])
        self.down_attention = Attention(b, side=8)
        self.to4 = nn.Conv2d(b, c, 3, stride=2, padding=1)
        self.middle = nn.ModuleList([ResBlock(c, c, embedding), ResBlock(c, c, embedding)])
        self.up = nn.Upsample(scale_factor=2, mode="nearest")
        self.up8 = nn.ModuleList([ResBlock(c + b, b, embedding), ResBlock(b, b, embedding)])
        self.up_attention = Attention(b, side=8)
        self.up16 = nn.ModuleList([ResBlock(b + a, a, embedding), ResBlock(a, a, embedding)])
        self.out = nn.Sequential(nn.GroupNorm(8, a), nn.SiLU(), nn.Conv2d(a, 12, 3, padding=1))

    def forward(self, sample: Tensor, timestep: Tensor, class_labels: Tensor) -> Tensor:
        embedding = self.time(time_features(timestep, self.frequencies)) + self.label(class_labels)
        embedding = self.activation(embedding)

        def through(blocks: nn.ModuleList, h: Tensor) -> Tensor:
            for block in blocks:
                h = block(h, embedding)
            return h

        h16 = self.down16(self.stem(self.gather(sample)), embedding)
        h8 = self.down_attention(through(self.down8, self.to8(h16)))
        h = through(self.middle, self.to4(h8))
        h = self.up_attention(through(self.up8, torch.cat([self.up(h), h8], dim=1)))
        h = through(self.up16, torch.cat([self.up(h), h16], dim=1))
        return self.spread(self.out(h))


def export(net: nn.Module) -> None:
    folder = model_folder("emoji-net")
    x = torch.randn(2, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    inputs = (x, torch.tensor([300.0, 994.6]), torch.tensor([3, NULL_CLASS]))
    export_onnx(net, inputs, folder)
    write_golden(net, inputs, folder)


if __name__ == "__main__":
    pictures.main("emoji-net", EmojiNet(), DATA, NULL_CLASS, export, batch=32)
