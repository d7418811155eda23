"""Tiny masked networks, random weights, with what PyTorch computes from them.

Writes folders to `core/src/test/resources/masked`:

    kept     with a card, a cache, an autoregressive twin, a certain network and a head; the mask stands amid the tokens
    bare     as Optimum writes a masked language model: attention_mask and token_type_ids, weights in a file beside
    shifted  outputs of the next position, half precision, one row of six positions and nothing else
    future   declares operators that no runtime has yet

and beside each `NAME.json` with canvases and logits.
"""

import json
from pathlib import Path

import onnx
import torch
from onnx import helper
from torch import Tensor, nn

from text_net import Block, RmsNorm

OUT = Path(__file__).parents[2] / "core/src/test/resources/masked"
TOKENS = ["a", "b", "c", "<mask>", "d", "e", "<eos>", "<unk>"]
BARE = ["[UNK]", "[MASK]", "red", "green", "##ish", "blue", "."]
WIDTH, HEADS, LAYERS, CANVAS, OPSET = 8, 2, 2, 12, 17


class Net(nn.Module):
    def __init__(self, tokens: int, causal: bool = False):
        super().__init__()
        self.causal = causal
        self.tokens, self.places = nn.Embedding(tokens, WIDTH), nn.Embedding(CANVAS, WIDTH)
        self.blocks = nn.ModuleList(Block(WIDTH, HEADS) for _ in range(LAYERS))
        self.norm, self.unembed = RmsNorm(WIDTH), nn.Linear(WIDTH, tokens, bias=False)

    def forward(self, input_ids, position_ids, key_mask, past_k, past_v) -> tuple:
        """As the bundled network: see text_net.TextNet.cached."""
        fed, past = input_ids.shape[1], past_k.shape[3]
        allowed = key_mask[:, None, None, :]
        if self.causal:
            order = torch.arange(past + fed)[None, :] <= past + torch.arange(fed)[:, None]
            allowed = allowed & order
        bias = torch.where(allowed, 0.0, -1e9)
        x, kept = self.tokens(input_ids) + self.places(position_ids), []
        for number, block in enumerate(self.blocks):
            x, k, v = block(x, bias, (past_k[number], past_v[number]), False)
            kept.append((k, v))
        hidden = self.norm(x)
        keys, values = (torch.stack(part) for part in zip(*kept, strict=True))
        return self.unembed(hidden), hidden, keys, values

    def whole(self, ids: Tensor) -> tuple:
        batch, length = ids.shape
        nothing = torch.zeros(LAYERS, batch, HEADS, 0, WIDTH // HEADS)
        return self(ids, torch.arange(length).expand(batch, length), torch.ones(batch, length, dtype=torch.bool),
                    nothing, nothing)


class Bare(nn.Module):
    def __init__(self, net: Net):
        super().__init__()
        self.net = net

    def forward(self, input_ids, attention_mask, token_type_ids) -> Tensor:
        ids = input_ids * attention_mask + token_type_ids
        x = self.net.tokens(ids) + self.net.places.weight[: ids.shape[1]]
        for block in self.net.blocks:
            x, _, _ = block(x, None, None, False)
        return self.net.unembed(self.net.norm(x))


class Half(nn.Module):
    def __init__(self, net: Net):
        super().__init__()
        self.net = net

    def forward(self, input_ids) -> Tensor:
        x = self.net.tokens(input_ids) + self.net.places.weight[: input_ids.shape[1]]
        for block in self.net.blocks:
            x, _, _ = block(x, None, None, False)
        return self.net.unembed(self.net.norm(x)).half()


class Head(nn.Module):
    def __init__(self, tokens: int):
        super().__init__()
        self.tokens, self.merge = nn.Embedding(tokens, WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.unembed = nn.Linear(WIDTH, tokens, bias=False)

    def forward(self, input_ids, prev_hidden, position_ids) -> tuple:
        x = self.merge(torch.cat([self.tokens(input_ids), prev_hidden], -1))
        hidden = prev_hidden + torch.tanh(x + x.mean(1, keepdim=True)) + 0.01 * position_ids[..., None]
        return self.unembed(hidden), hidden


def export(module: nn.Module, inputs: dict, outputs: list[str], path: Path, axes: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(module, tuple(inputs.values()), path, input_names=list(inputs), output_names=outputs,
                      opset_version=OPSET, dynamo=False,
                      dynamic_axes={name: a for name, a in axes.items() if name in [*inputs, *outputs]})


TEXT = {0: "B", 1: "T"}
PAST = {1: "B", 3: "P"}
AXES = {"input_ids": TEXT, "position_ids": TEXT, "attention_mask": TEXT, "token_type_ids": TEXT, "prev_hidden": TEXT,
        "key_mask": {0: "B", 1: "P_plus_T"}, "past_k": PAST, "past_v": PAST, "logits": TEXT, "hidden": TEXT,
        "present_k": {1: "B", 3: "T"}, "present_v": {1: "B", 3: "T"}}


def word_level(tokens: list[str], unknown: str, pieces: dict) -> dict:
    special = [t for t in tokens if t[0] in "<[" and len(t) > 1]
    return {"version": "1.0", "truncation": None, "padding": None,
            "added_tokens": [{"id": tokens.index(t), "content": t, "single_word": False, "lstrip": False,
                              "rstrip": False, "normalized": False, "special": True} for t in special],
            "normalizer": None, "post_processor": None, **pieces,
            "model": pieces["model"] | {"vocab": {t: i for i, t in enumerate(tokens)}, "unk_token": unknown}}


def write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rounded(value), separators=(",", ":")) + "\n")


def rounded(value: object) -> object:
    if isinstance(value, dict):
        return {key: rounded(v) for key, v in value.items()}
    if isinstance(value, list):
        return [rounded(v) for v in value]
    return round(value, 7) if isinstance(value, float) else value


@torch.no_grad()
def kept() -> None:
    net, twin, certain = Net(len(TOKENS)), Net(len(TOKENS), causal=True), Net(len(TOKENS))
    head = Head(len(TOKENS))
    ids = torch.zeros(2, 5, dtype=torch.long)
    past = torch.zeros(LAYERS, 2, HEADS, 3, WIDTH // HEADS)
    inputs = {"input_ids": ids, "position_ids": ids, "key_mask": torch.ones(2, 8, dtype=torch.bool), "past_k": past,
              "past_v": past}
    outputs = ["logits", "hidden", "present_k", "present_v"]
    for name, one in {"model": net, "autoregressive": twin, "certain": certain}.items():
        export(one, inputs, outputs, OUT / f"kept/{name}.onnx", AXES)
    export(head, {"input_ids": ids, "prev_hidden": torch.zeros(2, 5, WIDTH), "position_ids": ids}, ["logits", "hidden"],
           OUT / "kept/head.onnx", AXES)
    write(OUT / "kept/tokenizer.json", word_level(TOKENS, "<unk>", {
        "pre_tokenizer": {"type": "Split", "pattern": {"Regex": "[\\s\\S]"}, "behavior": "Isolated", "invert": False},
        "decoder": {"type": "Fuse"}, "model": {"type": "WordLevel"}}))
    write(OUT / "kept/masked.json", {
        "format": "samplerscope-masked-model", "version": 1, "name": "Tiny", "maskToken": "<mask>", "endToken": "<eos>",
        "canvas": CANVAS, "files": {"model": "model.onnx", "autoregressive": "autoregressive.onnx",
                                    "certain": "certain.onnx", "head": "head.onnx", "tokenizer": "tokenizer.json"}})
    rows = torch.tensor([[0, 3, 1, 3, 3, 4, 3, 3, 2, 3], [3, 3, 5, 5, 3, 0, 1, 3, 3, 6]])
    full = torch.tensor([[0, 1, 2, 4, 5, 0, 1, 2, 4, 6], [5, 5, 4, 4, 2, 2, 1, 1, 0, 0]])
    logits, hidden, k, v = net.whole(rows)
    part, _, _, _ = net(rows[:, 4:], torch.arange(4, 10).expand(2, 6), torch.ones(2, 10, dtype=torch.bool),
                        k[..., :4, :], v[..., :4, :])
    renewed, again = head(full, hidden, torch.arange(10).expand(2, 10))
    twice, _ = head(rows, again, torch.arange(10).expand(2, 10))
    write(OUT / "kept.json", {
        "rows": rows.tolist(), "full": full.tolist(), "logits": logits.tolist(), "from4": part.tolist(),
        "certain": certain.whole(rows)[0].tolist(), "next": twin.whole(full)[0].tolist(),
        "renewed": renewed.tolist(), "twice": twice.tolist()})


@torch.no_grad()
def bare() -> None:
    net = Bare(Net(len(BARE)))
    ids = torch.ones(2, 5, dtype=torch.long)
    path = OUT / "bare/model.onnx"
    export(net, {"input_ids": ids, "attention_mask": ids, "token_type_ids": ids}, ["logits"], path, AXES)
    (path.parent / "model.onnx_data").unlink(missing_ok=True)
    onnx.save(onnx.load(path), path, save_as_external_data=True, location="model.onnx_data", size_threshold=200)
    write(OUT / "bare/tokenizer.json", word_level(BARE, "[UNK]", {
        "pre_tokenizer": {"type": "Whitespace"}, "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100}}))
    write(OUT / "bare/config.json", {"model_type": "bert", "max_position_embeddings": CANVAS})
    rows = torch.tensor([[2, 1, 4, 1, 1, 6], [1, 1, 1, 1, 5, 6]])
    write(OUT / "bare.json", {"rows": rows.tolist(),
                              "logits": net(rows, torch.ones_like(rows), torch.zeros_like(rows)).tolist()})


@torch.no_grad()
def shifted() -> None:
    net = Half(Net(len(TOKENS)))
    rows = torch.tensor([[0, 3, 1, 3, 3, 4], [3, 3, 3, 5, 3, 6], [3, 3, 3, 3, 3, 3]])
    export(net, {"input_ids": rows[:1]}, ["logits"], OUT / "shifted/model.onnx", {})
    (OUT / "shifted/tokenizer.json").write_text((OUT / "kept/tokenizer.json").read_text())
    write(OUT / "shifted/masked.json", {
        "format": "samplerscope-masked-model", "version": 1, "maskToken": "<mask>", "canvas": 6, "shifted": True,
        "files": {"model": "model.onnx"}})
    write(OUT / "shifted.json", {"rows": rows.tolist(), "logits": torch.cat([net(r[None]) for r in rows]).float().tolist()})


def future() -> None:
    x = helper.make_tensor_value_info("input_ids", onnx.TensorProto.INT64, ["B", "T"])
    y = helper.make_tensor_value_info("logits", onnx.TensorProto.FLOAT, ["B", "T", 8])
    graph = helper.make_graph([helper.make_node("Identity", ["input_ids"], ["logits"])], "future", [x], [y])
    path = OUT / "future/model.onnx"
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 99)], ir_version=10), path)
    (OUT / "future/tokenizer.json").write_text((OUT / "kept/tokenizer.json").read_text())


if __name__ == "__main__":
    torch.manual_seed(7)
    kept()
    bare()
    shifted()
    future()
