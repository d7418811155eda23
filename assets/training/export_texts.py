"""Exports the trained text networks to ONNX, with golden outputs, a tokenizer and the facts of the model.

masked-texts/model.onnx          attends to all positions
masked-texts/autoregressive.onnx the causal twin
masked-texts/certain.onnx        distilled to be certain (train_certain.py), where trained
masked-texts/head.onnx           renews predictions within a pass (train_head.py), where trained

Networks share inputs input_ids [B, T], position_ids [B, T] (int64), key_mask [B, P + T] (bool), past_k and past_v
[layers, B, heads, P, d / heads], and outputs logits [B, T, V], hidden [B, T, d], present_k, present_v [layers, B, heads,
T, d / heads]. The head takes input_ids, prev_hidden [B, T, d] and position_ids.

What has no checkpoint in the temporary folder stays as it is.
"""

import json
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

import texts
from text_net import Head, TextNet
from train_texts import FILES, SHIPPED, averaged, checkpoint

OPSET = 17
INPUTS = ["input_ids", "position_ids", "key_mask", "past_k", "past_v"]
OUTPUTS = ["logits", "hidden", "present_k", "present_v"]
AXES = {"input_ids": {0: "B", 1: "T"}, "position_ids": {0: "B", 1: "T"}, "key_mask": {0: "B", 1: "P_plus_T"},
        "past_k": {1: "B", 3: "P"}, "past_v": {1: "B", 3: "P"}, "logits": {0: "B", 1: "T"},
        "hidden": {0: "B", 1: "T"}, "present_k": {1: "B", 3: "T"}, "present_v": {1: "B", 3: "T"}}


class Graph(nn.Module):
    def __init__(self, net: TextNet):
        super().__init__()
        self.net = net

    def forward(self, *inputs: Tensor) -> tuple:
        return self.net.cached(*inputs)


def empty_past(net: TextNet, batch: int, length: int = 0) -> Tensor:
    heads, width = net.blocks[0].heads, net.tokens.weight.shape[1]
    return torch.zeros(len(net.blocks), batch, heads, length, width // heads)


def export(module: nn.Module, inputs: tuple, names: list[str], outputs: list[str], path: Path) -> None:
    torch.onnx.export(module, inputs, path, input_names=names, output_names=outputs, opset_version=OPSET, dynamo=False,
                      dynamic_axes={name: AXES[name] for name in [*names, *outputs]})
    onnx.checker.check_model(onnx.load(path), full_check=True)


@torch.no_grad()
def golden(net: TextNet) -> dict:
    """Canvases half hidden, and the same pass with the first positions read from what was kept of them."""
    prompts = ["S31415926>", "D", "Q13____312413_12_>", "A478+256="]
    rows = [[texts.IDS[c] for c in p] + [texts.IDS[texts.MASK]] * (24 - len(p)) for p in prompts]
    ids, places = torch.tensor(rows), torch.arange(24).expand(4, 24)
    nothing = empty_past(net, 4)
    logits, hidden, k, v = net.cached(ids, places, torch.ones(4, 24, dtype=torch.bool), nothing, nothing)
    part, _, _, _ = net.cached(ids[:, 8:], places[:, 8:], torch.ones(4, 24, dtype=torch.bool), k[..., :8, :],
                               v[..., :8, :])
    return {"input_ids": rows, "logits": logits.tolist(), "hidden": hidden[:, :, :4].tolist(),
            "logits_from_8": part.tolist()}


def rounded(value: object) -> object:
    if isinstance(value, list):
        return [rounded(v) for v in value]
    return round(value, 5) if isinstance(value, float) else value


def tokenizer() -> dict:
    """One token a character; the special ones are written as they are named."""
    special = [texts.EOS, texts.BOS, texts.MASK]
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [{"id": texts.IDS[t], "content": t, "single_word": False, "lstrip": False, "rstrip": False,
                          "normalized": False, "special": True} for t in special],
        "normalizer": None,
        "pre_tokenizer": {"type": "Split", "pattern": {"Regex": "[\\s\\S]"}, "behavior": "Isolated", "invert": False},
        "post_processor": None,
        "decoder": {"type": "Fuse"},
        "model": {"type": "WordLevel", "vocab": texts.IDS, "unk_token": texts.MASK},
    }


def head_of(net: TextNet) -> Head:
    head = Head(net)
    head.load_state_dict(torch.load(checkpoint("head"), weights_only=True)["average"])
    return head.eval()


def main() -> None:
    SHIPPED.mkdir(parents=True, exist_ok=True)
    facts = SHIPPED / "golden.json"
    results = json.loads(facts.read_text()) if facts.exists() else {}
    for kind, name in FILES.items():
        if not checkpoint(kind).exists():
            continue
        net = averaged(kind)
        past = empty_past(net, 2, 3)
        ids = torch.zeros(2, 5, dtype=torch.long)
        inputs = (ids, ids, torch.ones(2, 8, dtype=torch.bool), past, past)
        export(Graph(net), inputs, INPUTS, OUTPUTS, SHIPPED / f"{name}.onnx")
        results[name] = golden(net)
    if checkpoint("head").exists():
        net = averaged("masked")
        head = head_of(net)
        ids = torch.zeros(2, 5, dtype=torch.long)
        AXES["prev_hidden"] = {0: "B", 1: "T"}
        export(head, (ids, torch.zeros(2, 5, net.tokens.weight.shape[1]), ids),
               ["input_ids", "prev_hidden", "position_ids"], ["logits", "hidden"], SHIPPED / "head.onnx")
        with torch.no_grad():
            rows = torch.tensor(results["model"]["input_ids"])
            logits, _ = head(rows, net.features(rows), torch.arange(24).expand(4, 24))
        results["head"] = {"logits": logits.tolist()}
    facts.write_text(json.dumps(rounded(results), separators=(",", ":")) + "\n")
    (SHIPPED / "tokenizer.json").write_text(json.dumps(tokenizer(), indent=1) + "\n")


if __name__ == "__main__":
    main()
