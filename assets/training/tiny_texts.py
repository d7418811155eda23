"""Tiny folders of latent text-to-image models, random weights, with what PyTorch computes from them.

Writes to `core/src/test/resources/folders`, as `tiny_folders.py` does: one folder per shape, with the names of inputs
and outputs that Optimum gives to the real ones, and beside it `NAME.json` with tokens, embeddings, predictions, the
states of a guided DDIM or Euler loop, and the decoded pictures. Tokens come from the few lines of byte pair encoding
below, so that they share no code with the library that the program uses.
"""

import json
import math
import re
import unicodedata
from pathlib import Path

import torch
from torch import Tensor, nn
from tiny_folders import OUT, TRAIN, alpha_bar, rounded, to_data_and_noise, write_json

STEPS = 4
LENGTH = 24
LONG = "the cat and the hat " * 9
START, END = "<|startoftext|>", "<|endoftext|>"
CORPUS = ("a photo of a cat on the mat . an oil painting of the old town at night , by a master of light . the cat and "
          "the hat ; a castle in the sea , high detail , a red boat and the rain on the roof") * 3


def alphabet() -> dict[int, str]:
    """A printable character for each byte, as in GPT-2."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [b for b in range(256) if b not in plain]
    return {b: chr(b) for b in plain} | {b: chr(256 + i) for i, b in enumerate(rest)}


def pieces(text: str) -> list[list[str]]:
    """The words of a text in characters of the alphabet, the last one marked."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).lower()
    words = re.findall(r"'s|'t|'re|'ve|'m|'ll|'d|[^\W\d_]+|\d|[^\s\w]+|_+", text)
    signs = alphabet()
    all_signs = [[signs[b] for b in word.encode()] for word in words]
    return [[*word[:-1], word[-1] + "</w>"] for word in all_signs]


def merged(word: list[str], pair: tuple[str, str]) -> list[str]:
    out, i = [], 0
    while i < len(word):
        whole = i + 1 < len(word) and (word[i], word[i + 1]) == pair
        out.append("".join(pair) if whole else word[i])
        i += 2 if whole else 1
    return out


class Bpe:
    def __init__(self, merges: int) -> None:
        self.merges: list[tuple[str, str]] = []
        words = pieces(CORPUS)
        for _ in range(merges):
            pairs = [pair for word in words for pair in zip(word, word[1:])]
            if not pairs:
                break
            best = max(sorted(set(pairs)), key=pairs.count)
            self.merges.append(best)
            words = [merged(word, best) for word in words]
        signs = list(alphabet().values())
        tokens = [*signs, *(s + "</w>" for s in signs), *("".join(m) for m in self.merges), START, END]
        self.vocabulary = {token: i for i, token in enumerate(dict.fromkeys(tokens))}

    def tokens(self, text: str, pad: str) -> list[int]:
        """Always LENGTH numbers. The padding token is never taken apart, nor joined to its neighbours."""
        found = []
        for part in re.split(f"({re.escape(pad)})", text):
            if part == pad:
                found.append(pad)
                continue
            for word in pieces(part):
                for pair in self.merges:
                    word = merged(word, pair)
                found += word
        numbers = [self.vocabulary[t] for t in [START, *found, END]]
        if len(numbers) > LENGTH:
            numbers = [*numbers[: LENGTH - 1], numbers[-1]]
        return numbers + [self.vocabulary[pad]] * (LENGTH - len(numbers))

    def write(self, folder: Path, pad: str, whole: bool) -> None:
        """As vocabulary and merges, or as one file that cuts and pads in a way of its own."""
        special = {"bos_token": START, "eos_token": END, "unk_token": END, "pad_token": pad}
        write_json(folder / "tokenizer_config.json", {
            "tokenizer_class": "CLIPTokenizer", "model_max_length": LENGTH, "pad_token": "<|endoftext|>",
            "bos_token": {"__type": "AddedToken", "content": START, "lstrip": False, "normalized": True}})
        write_json(folder / "special_tokens_map.json", special)
        if not whole:
            (folder / "vocab.json").write_text(json.dumps(self.vocabulary))
            (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in self.merges))
            return
        number = self.vocabulary
        added = [{"id": number[t], "content": t, "single_word": False, "lstrip": False, "rstrip": False,
                  "normalized": False, "special": True} for t in dict.fromkeys(special.values())]
        split = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
        (folder / "tokenizer.json").write_text(json.dumps({
            "version": "1.0", "added_tokens": added,
            "truncation": {"direction": "Right", "max_length": 5, "strategy": "LongestFirst", "stride": 0},
            "padding": {"strategy": {"Fixed": 9}, "direction": "Right", "pad_to_multiple_of": None,
                        "pad_id": 3, "pad_type_id": 0, "pad_token": "#"},
            "normalizer": {"type": "Sequence", "normalizers": [
                {"type": "NFC"}, {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "},
                {"type": "Lowercase"}]},
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
                {"type": "Split", "pattern": {"Regex": split}, "behavior": "Removed", "invert": True},
                {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True}]},
            "post_processor": {"type": "RobertaProcessing", "sep": [END, number[END]], "cls": [START, number[START]],
                               "trim_offsets": False, "add_prefix_space": False},
            "model": {"type": "BPE", "unk_token": END, "continuing_subword_prefix": "", "end_of_word_suffix": "</w>",
                      "vocab": number, "merges": [f"{a} {b}" for a, b in self.merges]}}))


def attention(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
    weight = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1])
    return torch.softmax(weight if mask is None else weight + mask, -1) @ value


class TextModel(nn.Module):
    """CLIP's text model in small: causal, and read where the end of the text is, which has the highest number."""

    def __init__(self, vocabulary: int, width: int, layers: int, projection: int = 0) -> None:
        super().__init__()
        self.token = nn.Embedding(vocabulary, width)
        self.position = nn.Parameter(torch.randn(LENGTH, width))
        self.inner = nn.ModuleList(nn.Linear(width, 3 * width) for _ in range(layers))
        self.outer = nn.ModuleList(nn.Linear(width, width) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        self.projection = nn.Linear(width, projection, bias=False) if projection else None

    def forward(self, input_ids: Tensor) -> tuple[Tensor, ...]:
        x = self.token(input_ids) + self.position[: input_ids.shape[1]]
        mask = torch.triu(torch.full((LENGTH, LENGTH), -1e9), 1)[: input_ids.shape[1], : input_ids.shape[1]]
        states = [x]
        for inner, outer in zip(self.inner, self.outer):
            x = x + torch.tanh(outer(attention(*inner(x).chunk(3, -1), mask)))
            states.append(x)
        last = self.norm(x)
        pooled = last[torch.arange(last.shape[0]), input_ids.argmax(-1)]
        return (last, pooled, *states) if self.projection is None else (self.projection(pooled), last, *states)

    def names(self, with_states: bool) -> list[str]:
        plain = ["last_hidden_state", "pooler_output"]
        first = plain if self.projection is None else ["text_embeds", "last_hidden_state"]
        return first + ([f"hidden_states.{i}" for i in range(len(self.inner) + 1)] if with_states else [])


class Unet(nn.Module):
    """A convolution, an attention to the text, a convolution; every input changes every output."""

    def __init__(self, channels: int, context: int, added: int = 0, width: int = 8) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, width, 3, padding=1)
        self.time = nn.Linear(4, width)
        self.query = nn.Linear(width, width)
        self.text = nn.Linear(context, 2 * width)
        self.last = nn.Conv2d(width, channels, 3, padding=1)
        self.added = nn.Linear(added, width) if added else None

    def forward(self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor,
                text_embeds: Tensor | None = None, time_ids: Tensor | None = None) -> Tensor:
        t = timestep.to(sample.dtype).reshape(-1, 1) / TRAIN
        told = self.time(torch.cat([t, t * t, torch.cos(3 * t), torch.sin(7 * t)], dim=1))
        if self.added is not None:
            told = told + self.added(torch.cat([text_embeds, torch.cos(time_ids / 7)], dim=1))
        x = torch.tanh(self.first(sample) + told[:, :, None, None])
        flat = x.flatten(2).transpose(1, 2)
        seen = attention(self.query(flat), *self.text(encoder_hidden_states).chunk(2, -1))
        return self.last(x + seen.transpose(1, 2).reshape(x.shape))


class Decoder(nn.Module):
    """Four times as wide and as high."""

    def __init__(self, channels: int, width: int = 6) -> None:
        super().__init__()
        self.layers = nn.ModuleList([nn.Conv2d(channels, width, 3, padding=1), nn.Conv2d(width, width, 3, padding=1),
                                     nn.Conv2d(width, 3, 3, padding=1)])

    def forward(self, latent_sample: Tensor) -> Tensor:
        x = torch.tanh(self.layers[0](latent_sample))
        for layer in self.layers[1:]:
            x = layer(nn.functional.interpolate(torch.tanh(x), scale_factor=2.0, mode="nearest"))
        return x


def export(net: nn.Module, path: Path, given: dict[str, Tensor], outputs: list[str],
           free: dict[str, list[int]]) -> None:
    """:param free: axes of any length, by the name of input or output"""
    path.parent.mkdir(parents=True, exist_ok=True)
    axes = {name: {i: f"{name}_{i}" for i in dims} for name, dims in free.items()}
    torch.onnx.export(net, tuple(given.values()), str(path), input_names=list(given), output_names=outputs,
                      dynamic_axes=axes, opset_version=14, dynamo=False)


def export_text(net: TextModel, folder: Path, config: dict, with_states: bool) -> None:
    names = net.names(with_states)
    wrapped = net if with_states else First(net)
    free = {name: [0] if name in ("pooler_output", "text_embeds") else [0, 1] for name in ["input_ids", *names]}
    export(wrapped, folder / "model.onnx", {"input_ids": torch.randint(0, 99, (2, LENGTH))}, names, free)
    write_json(folder / "config.json", config | {
        "model_type": "clip_text_model", "num_hidden_layers": len(net.inner), "max_position_embeddings": LENGTH})


class First(nn.Module):
    """Without the states between the layers, as pipelines are exported that do not use them."""

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.net = net

    def forward(self, input_ids: Tensor) -> tuple[Tensor, ...]:
        return self.net(input_ids)[:2]


def export_decoder(net: Decoder, folder: Path, channels: int, config: dict) -> None:
    export(net, folder / "model.onnx", {"latent_sample": torch.randn(1, channels, 4, 4)}, ["sample"],
           {"latent_sample": [0, 2, 3], "sample": [0, 2, 3]})
    write_json(folder / "config.json", {
        "_class_name": "AutoencoderKL", "latent_channels": channels, "block_out_channels": [6, 6, 6]} | config)


def levels(scheduler: dict) -> list[tuple[float, float, float]]:
    """Signal, noise and what the network is told of the time."""
    if scheduler["_class_name"].startswith("FlowMatch"):
        shift = scheduler.get("shift", 1.0)
        plain = [1 - i / STEPS for i in range(STEPS)] + [0.02]
        sigmas = [shift * s / (1 + (shift - 1) * s) for s in plain]
        return [(1 - s, s, s * TRAIN) for s in sigmas]
    bar = alpha_bar(scheduler)
    steps = [999 - 240 * i for i in range(STEPS)] + [0]
    return [(bar[n].sqrt().item(), (1 - bar[n]).sqrt().item(), n) for n in steps]


@torch.no_grad()
def write_run(name: str, about: dict, ask, told: list[dict], x: Tensor, scheduler: dict, decode) -> None:
    """A guided loop from the state x.

    :param ask:  prediction of a state, a time and what is told
    :param told: of the prompt, then of the negative one; a batch of one
    """
    flow = scheduler["_class_name"].startswith("FlowMatch")
    kind = "flow" if flow else scheduler.get("prediction_type", "epsilon")
    all_levels = levels(scheduler)
    states, outputs = [x.flatten().tolist()], []
    for (alpha, sigma, t), (alpha2, sigma2, _) in zip(all_levels, all_levels[1:]):
        rows = [{k: v.expand(x.shape[0], *v.shape[1:]) for k, v in each.items()} for each in told]
        with_text, without = (ask(x.float(), t, each).double() for each in rows)
        outputs.append([with_text.flatten().tolist(), without.flatten().tolist()])
        data, noise = to_data_and_noise(x, without + about["scale"] * (with_text - without), alpha, sigma, kind)
        x = alpha2 * data + sigma2 * noise
        states.append(x.flatten().tolist())
    write_json(OUT / f"{name}.json", about | {
        "shape": list(x.shape[1:]), "levels": [list(level) for level in all_levels],
        "told": {k: rounded([told[0][k].flatten().tolist(), told[1][k].flatten().tolist()]) for k in told[0]},
        "outputs": [rounded(pair) for pair in outputs], "states": rounded(states),
        "pictures": rounded([decode(x[:1].float()).flatten().tolist()])})


def stable(name: str, scheduler: dict, pad: str, prompt: str, negative: str, scaling: dict,
           size: tuple[int, int]) -> None:
    """The shape of Stable Diffusion 1 and 2."""
    torch.manual_seed(sum(map(ord, name)))
    bpe, folder, width, channels = Bpe(60), OUT / name, 8, 4
    text = TextModel(len(bpe.vocabulary), width, 2).eval()
    unet, decoder = Unet(channels, width).eval(), Decoder(channels).eval()
    bpe.write(folder / "tokenizer", pad, whole=False)
    export_text(text, folder / "text_encoder", {"use_attention_mask": False}, with_states=False)
    export_decoder(decoder, folder / "vae_decoder", channels, scaling)
    export(unet, folder / "unet" / "model.onnx", {
        "sample": torch.randn(2, channels, 8, 8), "timestep": torch.tensor(1),
        "encoder_hidden_states": torch.randn(2, LENGTH, width)}, ["out_sample"],
        {"sample": [0, 2, 3], "encoder_hidden_states": [0, 1], "out_sample": [0, 2, 3]})
    write_json(folder / "unet" / "config.json", {
        "_class_name": "UNet2DConditionModel", "in_channels": channels, "sample_size": 8, "cross_attention_dim": width})
    write_json(folder / "model_index.json", {"_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.35.0",
                                             "safety_checker": [None, None]})
    write_json(folder / "scheduler" / "scheduler_config.json", {"num_train_timesteps": TRAIN} | scheduler)
    tokens = [bpe.tokens(t, pad) for t in (prompt, negative)]
    with torch.no_grad():
        told = [{"encoder_hidden_states": text(torch.tensor([t]))[0]} for t in tokens]
    write_run(name, {"prompt": prompt, "negative": negative, "scale": 4.0, "height": 4 * size[0], "width": 4 * size[1],
                     "tokens": {"tokenizer": [*tokens, bpe.tokens(LONG, pad)]}},
              lambda x, t, given: unet(x, torch.tensor(t), **given), told, torch.randn(2, channels, *size).double(),
              scheduler, lambda z: decoder(z / scaling.get("scaling_factor", 0.18215)))


def paired(name: str, scheduler: dict, prompt: str, negative: str, zeros: bool) -> None:
    """The shape of Stable Diffusion XL."""
    torch.manual_seed(sum(map(ord, name)))
    bpe, folder, widths, pooled, channels, size = Bpe(60), OUT / name, (6, 8), 10, 4, (8, 6)
    first = TextModel(len(bpe.vocabulary), widths[0], 3).eval()
    second = TextModel(len(bpe.vocabulary), widths[1], 2, pooled).eval()
    unet, decoder = Unet(channels, sum(widths), pooled + 6).eval(), Decoder(channels).eval()
    pads = {"tokenizer": END, "tokenizer_2": "!"}
    bpe.write(folder / "tokenizer", END, whole=False)
    bpe.write(folder / "tokenizer_2", "!", whole=True)
    export_text(first, folder / "text_encoder", {}, with_states=True)
    export_text(second, folder / "text_encoder_2", {"projection_dim": pooled}, with_states=True)
    export_decoder(decoder, folder / "vae_decoder", channels, {
        "scaling_factor": 0.13025, "latents_mean": [0.1, -0.2, 0.3, 0.05], "latents_std": [0.9, 1.1, 1.2, 0.8]})
    export(unet, folder / "unet" / "model.onnx", {
        "sample": torch.randn(2, channels, 8, 8), "timestep": torch.tensor(1.0),
        "encoder_hidden_states": torch.randn(2, LENGTH, sum(widths)), "text_embeds": torch.randn(2, pooled),
        "time_ids": torch.randn(2, 6)}, ["out_sample"],
        {"sample": [0, 2, 3], "encoder_hidden_states": [0, 1], "text_embeds": [0], "time_ids": [0],
         "out_sample": [0, 2, 3]})
    write_json(folder / "unet" / "config.json", {
        "_class_name": "UNet2DConditionModel", "in_channels": channels, "sample_size": 8,
        "addition_embed_type": "text_time", "cross_attention_dim": sum(widths)})
    index = {"_class_name": "StableDiffusionXLPipeline", "_diffusers_version": "0.35.0"}
    write_json(folder / "model_index.json", index if zeros else index | {"force_zeros_for_empty_prompt": False})
    write_json(folder / "scheduler" / "scheduler_config.json", {"num_train_timesteps": TRAIN} | scheduler)
    tokens = {part: [bpe.tokens(t, pad) for t in (prompt, negative, LONG)] for part, pad in pads.items()}
    height, width = 4 * size[0], 4 * size[1]
    told = []
    with torch.no_grad():
        for i in range(2):
            one = first(torch.tensor([tokens["tokenizer"][i]]))
            two = second(torch.tensor([tokens["tokenizer_2"][i]]))
            each = {"encoder_hidden_states": torch.cat([one[2:][-2], two[2:][-2]], -1), "text_embeds": two[0]}
            if i == 1 and negative == "" and zeros:
                each = {k: torch.zeros_like(v) for k, v in each.items()}
            told.append(each | {"time_ids": torch.tensor([[height, width, 0.0, 0.0, height, width]])})
    mean, std = (torch.tensor(v).reshape(1, -1, 1, 1) for v in ([0.1, -0.2, 0.3, 0.05], [0.9, 1.1, 1.2, 0.8]))
    about = {"prompt": prompt, "negative": negative, "scale": 5.0, "height": height, "width": width, "tokens": tokens}
    write_run(name, about, lambda x, t, given: unet(x, torch.tensor(float(t)), **given), told,
              torch.randn(2, channels, *size).double(), scheduler, lambda z: decoder(z * std / 0.13025 + mean))


class Transformer(nn.Module):
    """Patches of two by two, an attention of patches and text to each other, and patches again."""

    def __init__(self, channels: int, context: int, pooled: int, width: int = 12) -> None:
        super().__init__()
        self.patch = nn.Conv2d(channels, width, 2, stride=2)
        self.told = nn.Linear(4 + pooled, width)
        self.context = nn.Linear(context, width)
        self.inner = nn.Linear(width, 3 * width)
        self.outer = nn.ConvTranspose2d(width, channels, 2, stride=2)

    def forward(self, hidden_states: Tensor, encoder_hidden_states: Tensor, pooled_projections: Tensor,
                timestep: Tensor) -> Tensor:
        t = timestep.reshape(-1, 1) / TRAIN
        told = self.told(torch.cat([t, t * t, torch.cos(3 * t), torch.sin(7 * t), pooled_projections], dim=1))
        x = self.patch(hidden_states)
        all_tokens = torch.cat([x.flatten(2).transpose(1, 2), self.context(encoder_hidden_states)], 1) + told[:, None]
        seen = attention(*self.inner(torch.tanh(all_tokens)).chunk(3, -1))[:, : x.shape[2] * x.shape[3]]
        return self.outer(x + seen.transpose(1, 2).reshape(x.shape))


class T5(nn.Module):
    """An encoder that sees the whole text; only its last state is used."""

    def __init__(self, vocabulary: int, width: int) -> None:
        super().__init__()
        self.token = nn.Embedding(vocabulary, width)
        self.inner = nn.Linear(width, 3 * width)

    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.token(input_ids)
        return x + attention(*self.inner(x).chunk(3, -1))


class Unigram:
    """Words and single letters with their scores, as SentencePiece splits: the likeliest way to put a text together."""

    LENGTH = 18

    def __init__(self) -> None:
        words = sorted({"\u2581" + w for w in re.findall(r"[a-z]+", CORPUS)})
        letters = list("\u2581abcdefghijklmnopqrstuvwxyz.,;!'")
        self.pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0),
                       *((w, -3.0 - 0.01 * i) for i, w in enumerate(words)),
                       *((s, -9.0 - 0.1 * i) for i, s in enumerate(letters))]

    def tokens(self, text: str) -> list[int]:
        text = "\u2581" + re.sub(r"\s+", " ", text.strip()).replace(" ", "\u2581")
        score = {p: (s, i) for i, (p, s) in enumerate(self.pieces) if i > 2}
        best: list[tuple[float, list[int]]] = [(0.0, [])]
        for end in range(1, len(text) + 1):
            ways = [(best[start][0] + score[text[start:end]][0], [*best[start][1], score[text[start:end]][1]])
                    for start in range(end) if text[start:end] in score]
            best.append(max(ways))
        found = best[-1][1]
        numbers = [*found[: self.LENGTH - 1], 1]
        return numbers + [0] * (self.LENGTH - len(numbers))

    def write(self, folder: Path) -> None:
        write_json(folder / "tokenizer_config.json", {"tokenizer_class": "T5Tokenizer", "model_max_length": self.LENGTH,
                                                      "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"})
        added = [{"id": i, "content": self.pieces[i][0], "single_word": False, "lstrip": False, "rstrip": False,
                  "normalized": False, "special": True} for i in range(3)]
        meta = {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": True}
        text, other = ({"Sequence": {"id": which, "type_id": 0}} for which in "AB")
        (folder / "tokenizer.json").write_text(json.dumps({
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": added,
            "normalizer": {"type": "Sequence", "normalizers": [
                {"type": "Strip", "strip_left": True, "strip_right": True},
                {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "}]},
            "pre_tokenizer": meta, "decoder": meta,
            "post_processor": {"type": "TemplateProcessing", "pair": [text, other],
                               "single": [text, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
                               "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
            "model": {"type": "Unigram", "unk_id": 2, "vocab": [list(p) for p in self.pieces],
                      "byte_fallback": False}}))


def joint(name: str, prompt: str, negative: str, third: bool) -> None:
    """The shape of Stable Diffusion 3, with or without its third text encoder."""
    torch.manual_seed(sum(map(ord, name)))
    bpe, unigram, folder = Bpe(60), Unigram(), OUT / name
    widths, pooled, wide, channels, size = (6, 8), (5, 7), 16, 16, (6, 8)
    encoders = [TextModel(len(bpe.vocabulary), w, 2, p).eval() for w, p in zip(widths, pooled)]
    t5, decoder = T5(len(unigram.pieces), wide).eval(), Decoder(channels).eval()
    net = Transformer(channels, wide, sum(pooled)).eval()
    pads = {"tokenizer": END, "tokenizer_2": "!"}
    for part, encoder, (where, pad) in zip(("text_encoder", "text_encoder_2"), encoders, pads.items()):
        bpe.write(folder / where, pad, whole=False)
        export_text(encoder, folder / part, {}, with_states=True)
    if third:
        unigram.write(folder / "tokenizer_3")
        export(t5, folder / "text_encoder_3" / "model.onnx", {"input_ids": torch.randint(0, 9, (2, Unigram.LENGTH))},
               ["last_hidden_state"], {"input_ids": [0, 1], "last_hidden_state": [0, 1]})
        write_json(folder / "text_encoder_3" / "config.json", {"model_type": "t5", "d_model": wide, "num_layers": 1})
    vae = {"scaling_factor": 1.5305, "shift_factor": 0.0609}
    export_decoder(decoder, folder / "vae_decoder", channels, vae)
    export(net, folder / "transformer" / "model.onnx", {
        "hidden_states": torch.randn(2, channels, 8, 8), "encoder_hidden_states": torch.randn(2, 40, wide),
        "pooled_projections": torch.randn(2, sum(pooled)), "timestep": torch.ones(2)}, ["out_hidden_states"],
        {"hidden_states": [0, 2, 3], "encoder_hidden_states": [0, 1], "pooled_projections": [0], "timestep": [0],
         "out_hidden_states": [0, 2, 3]})
    write_json(folder / "transformer" / "config.json", {
        "_class_name": "SD3Transformer2DModel", "in_channels": channels, "sample_size": 8, "patch_size": 2,
        "joint_attention_dim": wide, "pooled_projection_dim": sum(pooled), "pos_embed_max_size": 24})
    write_json(folder / "model_index.json", {"_class_name": "StableDiffusion3Pipeline", "_diffusers_version": "0.35.0"})
    scheduler = {"_class_name": "FlowMatchEulerDiscreteScheduler", "num_train_timesteps": TRAIN, "shift": 3.0}
    write_json(folder / "scheduler" / "scheduler_config.json", scheduler)
    tokens = {part: [bpe.tokens(t, pad) for t in (prompt, negative, LONG)] for part, pad in pads.items()}
    if third:
        tokens["tokenizer_3"] = [unigram.tokens(t) for t in (prompt, negative, LONG)]
    told = []
    with torch.no_grad():
        for i in range(2):
            one, two = (e(torch.tensor([tokens[part][i]])) for e, part in zip(encoders, pads))
            clip = torch.cat([one[2:][-2], two[2:][-2]], -1)
            clip = torch.cat([clip, torch.zeros(1, LENGTH, wide - clip.shape[-1])], -1)
            below = t5(torch.tensor([tokens["tokenizer_3"][i]])) if third else torch.zeros(1, 256, wide)
            told.append({"encoder_hidden_states": torch.cat([clip, below], 1),
                         "pooled_projections": torch.cat([one[0], two[0]], -1)})
    write_run(name, {"prompt": prompt, "negative": negative, "scale": 7.0, "height": 4 * size[0], "width": 4 * size[1],
                     "tokens": tokens},
              lambda x, t, given: net(x, timestep=torch.full((x.shape[0],), float(t)), **given), told,
              torch.randn(2, channels, *size).double(), scheduler, lambda z: decoder(z / 1.5305 + 0.0609))


if __name__ == "__main__":
    table = {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012}
    stable("sd1", {"_class_name": "PNDMScheduler", "prediction_type": "epsilon", "skip_prk_steps": True} | table, END,
           "A photo of the  cat's 2 hats, na\u00efve \u732b", "", {}, (8, 8))
    stable("sd2", {"_class_name": "DDIMScheduler", "prediction_type": "v_prediction"} | table, "!",
           "the old town! at night", "rain, rain, rain", {"scaling_factor": 0.21, "shift_factor": None}, (6, 10))
    euler = {"_class_name": "EulerDiscreteScheduler", "prediction_type": "epsilon"} | table
    paired("xl", euler, "a castle in the sea!", "", zeros=True)
    paired("xl-told", euler, "a red boat", "", zeros=False)
    joint("sd3", "a cat and the moon, by a master", "rain", third=True)
    joint("sd3-two", "a cat and the moon", "", third=False)
