"""Tiny masked language models of transformers, random weights, in folders as Optimum writes them, with what PyTorch computes.

Writes to `core/src/test/resources/masked`, under the names that `optimum-cli export onnx --task fill-mask` gives to files, inputs
and outputs:

    bert     input_ids, attention_mask and token_type_ids; pieces of words; the mask is named in special_tokens_map.json
    roberta  input_ids and attention_mask, half precision; pieces of bytes; a mask that takes the space before it, and
             positions that are counted from behind the padding token

and beside each `NAME.json` with canvases and logits. Made with transformers 5.18.
"""

import json

import torch
from tokenizers import AddedToken, Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertForMaskedLM, BertTokenizer, RobertaConfig, RobertaForMaskedLM, RobertaTokenizer

from tiny_masked import OUT, write

WIDTH, HEADS, LAYERS, OPSET = 8, 2, 2, 17
CANVAS = 16
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", "the", "cat", "dog", "sat", "on", "mat", "a", "##s", "##ly", "red"]
# As in GPT-2 a space is written as a letter of its own.
PIECES = ["<s>", "<pad>", "</s>", "<unk>", ".", "a", "c", "t", "m", "o", "n", "s", "\u0120", "at", "\u0120c", "\u0120cat",
          "\u0120m", "\u0120mat", "on", "\u0120on", "\u0120s", "\u0120sat", "<mask>"]
MERGES = [("a", "t"), ("\u0120", "c"), ("\u0120c", "at"), ("\u0120", "m"), ("\u0120m", "at"), ("o", "n"), ("\u0120", "on"),
          ("\u0120", "s"), ("\u0120s", "at")]


class Exported(nn.Module):
    """Only tensors go in, only the logits come out."""

    def __init__(self, model: nn.Module, inputs: list[str]):
        super().__init__()
        self.model, self.inputs = model, inputs

    def forward(self, *given: Tensor) -> Tensor:
        return self.model(**dict(zip(self.inputs, given, strict=True))).logits


def spread(model: nn.Module) -> nn.Module:
    """Weights large enough that laws are uneven."""
    with torch.no_grad():
        for weight in model.parameters():
            if weight.dim() > 1:
                weight.normal_(0, 0.5)
            elif weight.abs().sum() == 0:
                weight.normal_(0, 0.1)
    return model.eval()


def save(name: str, model: nn.Module, tokenizer: object, inputs: list[str]) -> None:
    folder = OUT / name
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save_pretrained(folder)
    model.config.save_pretrained(folder)
    net = Exported(model, inputs).eval()  # else the export leaves the model training, with dropout
    axes = {0: "batch_size", 1: "sequence_length"}
    torch.onnx.export(net, tuple(torch.ones(2, 5, dtype=torch.long) for _ in inputs), folder / "model.onnx", input_names=inputs,
                      output_names=["logits"], opset_version=OPSET, dynamo=False,
                      dynamic_axes={port: axes for port in [*inputs, "logits"]})


def expect(name: str, model: nn.Module, rows: list[list[int]]) -> None:
    with torch.no_grad():
        logits = model(input_ids=torch.tensor(rows)).logits
    write(OUT / f"{name}.json", {"rows": rows, "logits": logits.float().tolist()})


def bert() -> None:
    config = BertConfig(vocab_size=len(WORDS), hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=HEADS,
                        intermediate_size=16, max_position_embeddings=CANVAS)
    config._attn_implementation = "eager"
    model = spread(BertForMaskedLM(config))
    tokenizer = BertTokenizer(vocab={word: number for number, word in enumerate(WORDS)})
    save("bert", model, tokenizer, ["input_ids", "attention_mask", "token_type_ids"])
    # Before version 5 the names of special tokens were in a file of their own, and that is what most folders have.
    named = {f"{role}_token": f"[{role.upper()}]" for role in ["cls", "mask", "pad", "sep", "unk"]}
    config_file = OUT / "bert/tokenizer_config.json"
    write(config_file, {k: v for k, v in json.loads(config_file.read_text()).items() if k not in named})
    write(OUT / "bert/special_tokens_map.json", named)
    text = tokenizer("The cats sat [MASK] the [MASK].")["input_ids"]
    expect("bert", model, [text, [4] * 9 + [5]])


def roberta() -> None:
    config = RobertaConfig(vocab_size=len(PIECES), hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=HEADS,
                           intermediate_size=16, max_position_embeddings=CANVAS + 2, type_vocab_size=1, pad_token_id=1,
                           bos_token_id=0, eos_token_id=2)
    config._attn_implementation = "eager"
    model = spread(RobertaForMaskedLM(config)).half()
    tokenizer = RobertaTokenizer(vocab={piece: number for number, piece in enumerate(PIECES)}, merges=MERGES,
                                 mask_token=AddedToken("<mask>", lstrip=True, special=True))
    save("roberta", model, tokenizer, ["input_ids", "attention_mask"])
    text = tokenizer("a cat sat <mask> a<mask>.")["input_ids"]
    expect("roberta", model, [text, [22] * len(text)])


if __name__ == "__main__":
    torch.manual_seed(11)
    bert()
    roberta()
    for name in ["bert", "roberta"]:
        made = Tokenizer.from_file(str(OUT / name / "tokenizer.json"))
        print(name, made.get_vocab_size(), *(f"{path.name} {path.stat().st_size}" for path in sorted((OUT / name).iterdir())))
