"""The text networks: a pre-norm transformer, and the one-layer head that makes the tokens of one pass agree.

Shapes: B canvases, T positions that are fed, P positions that are only attended to, V tokens, width d.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from texts import CANVAS, VOCABULARY


class RmsNorm(nn.Module):
    """Written in primitive operations: opset 17 has none for it."""

    def __init__(self, width: int):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-6) * self.scale


class Block(nn.Module):
    """Attention and a feed-forward layer of four times the width, each on the normalised stream; no biases.

    Queries and keys are normalised too: without it attention turned into a choice of one place early in training, and
    learned no further.
    """

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.norm1 = RmsNorm(width)
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.norm_q, self.norm_k = RmsNorm(width // heads), RmsNorm(width // heads)
        self.out = nn.Linear(width, width, bias=False)
        self.norm2 = RmsNorm(width)
        self.up = nn.Linear(width, 4 * width, bias=False)
        self.down = nn.Linear(4 * width, width, bias=False)

    def forward(self, x: Tensor, bias: Tensor | None, past: tuple[Tensor, Tensor] | None, causal: bool) -> tuple:
        batch, fed, width = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(batch, fed, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        q, k = self.norm_q(q), self.norm_k(k)
        keys, values = (k, v) if past is None else (torch.cat([past[0], k], 2), torch.cat([past[1], v], 2))
        seen = functional.scaled_dot_product_attention(q, keys, values, attn_mask=bias, is_causal=causal)
        x = x + self.out(seen.transpose(1, 2).reshape(batch, fed, width))
        return x + self.down(functional.gelu(self.up(self.norm2(x)), approximate="tanh")), k, v


class TextNet(nn.Module):
    """Attends to all positions, or, causal, to those up to its own."""

    def __init__(self, width: int = 128, layers: int = 4, heads: int = 4, causal: bool = False):
        super().__init__()
        self.causal = causal
        self.tokens = nn.Embedding(len(VOCABULARY), width)
        self.places = nn.Embedding(CANVAS, width)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.norm = RmsNorm(width)
        self.unembed = nn.Linear(width, len(VOCABULARY), bias=False)
        for table in (self.tokens, self.places):
            nn.init.normal_(table.weight, std=0.02 if table is self.places else 0.5)
        for block in self.blocks:
            nn.init.zeros_(block.out.weight)
            nn.init.zeros_(block.down.weight)

    def features(self, ids: Tensor) -> Tensor:
        """ids [B, T], the first T positions of a canvas -> hidden [B, T, d], normalised."""
        x = self.tokens(ids) + self.places.weight[: ids.shape[1]]
        for block in self.blocks:
            x, _, _ = block(x, None, None, self.causal)
        return self.norm(x)

    def forward(self, ids: Tensor) -> Tensor:
        return self.unembed(self.features(ids))

    def cached(self, ids: Tensor, places: Tensor, key_mask: Tensor, past_k: Tensor, past_v: Tensor) -> tuple:
        """The graph that ships.

        ids, places [B, T]; key_mask [B, P + T], false where a key is not attended to; past_k, past_v
        [layers, B, heads, P, d / heads] -> logits [B, T, V], hidden [B, T, d], and keys and values of the T positions,
        shaped as the past.
        """
        fed, past = ids.shape[1], past_k.shape[3]
        allowed = key_mask[:, None, None, :]
        if self.causal:
            order = torch.arange(past + fed)[None, :] <= past + torch.arange(fed)[:, None]
            allowed = allowed & order
        bias = torch.where(allowed, 0.0, -1e9)
        x = self.tokens(ids) + self.places(places)
        keys, values = [], []
        for number, block in enumerate(self.blocks):
            x, k, v = block(x, bias, (past_k[number], past_v[number]), False)
            keys.append(k)
            values.append(v)
        hidden = self.norm(x)
        return self.unembed(hidden), hidden, torch.stack(keys), torch.stack(values)


class Head(nn.Module):
    """Renews hidden states after a token was revealed: one block on [embedding; hidden], added to the hidden state.

    After Bansal and Sanghavi, "Enabling Approximate Joint Sampling in Diffusion LMs" (2509.22738). The embedding and
    the output matrix are those of the frozen network.
    """

    def __init__(self, net: TextNet):
        super().__init__()
        width, heads = net.tokens.weight.shape[1], net.blocks[0].heads
        self.tokens, self.unembed = net.tokens, net.unembed
        self.norm_tokens, self.norm_hidden = RmsNorm(width), RmsNorm(width)
        self.merge = nn.Linear(2 * width, width, bias=False)
        self.places = nn.Embedding(CANVAS, width)
        self.block = Block(width, heads)
        self.norm = RmsNorm(width)
        nn.init.normal_(self.places.weight, std=0.02)
        nn.init.zeros_(self.norm.scale)

    def own(self) -> list[nn.Parameter]:
        """What is trained: everything but what it shares with the frozen network."""
        shared = {id(self.tokens.weight), id(self.unembed.weight)}
        return [p for p in self.parameters() if id(p) not in shared]

    def forward(self, ids: Tensor, hidden: Tensor, places: Tensor) -> tuple[Tensor, Tensor]:
        """ids [B, T], hidden [B, T, d], places [B, T] -> logits [B, T, V], hidden [B, T, d]."""
        x = self.merge(torch.cat([self.norm_tokens(self.tokens(ids)), self.norm_hidden(hidden)], -1))
        x, _, _ = self.block(x + self.places(places), None, None, False)
        hidden = hidden + self.norm(x)
        return self.unembed(hidden), hidden
