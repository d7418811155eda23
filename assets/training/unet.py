"""Blocks of the U-Nets that draw pictures."""

import math

import torch
from torch import Tensor, nn


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
