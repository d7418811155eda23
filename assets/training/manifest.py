"""Writes manifest.json: what each model is, how to call it, and the hashes of its files.

A model whose ONNX output departs from its golden PyTorch output by 1e-4 or more is refused. Of the masked networks only
the hashes are here: what they are says the card in their folder.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
from torch import nn

import train_emoji
import train_glyphs
from diffusion import LABEL_SCALE, Edm, Flow, VpCosine, VpLinear
from export import INPUTS, OUTPUT
from train_plane import MODELS, Preconditioned

ASSETS = Path(__file__).parents[1]
TOLERANCE = 1e-4


def sha256(file: str) -> str:
    return hashlib.sha256((ASSETS / file).read_bytes()).hexdigest()


def golden_error(model: str) -> float:
    """Largest absolute difference of ONNX Runtime and PyTorch on the golden inputs."""
    golden = json.loads((ASSETS / f"models/{model}/golden.json").read_text())
    session = onnxruntime.InferenceSession(ASSETS / f"models/{model}/model.onnx")
    types = {"sample": np.float32, "timestep": np.float32, "class_labels": np.int64}
    feed = {name: np.array(golden[name], types[name]) for name in INPUTS if name in golden}
    return float(np.abs(session.run([OUTPUT], feed)[0] - np.array(golden[OUTPUT])).max())


def entry(model: str, name: str, net: nn.Module, **fields) -> dict:
    error = golden_error(model)
    print(f"{model}: ONNX Runtime differs from PyTorch by at most {error:.1e}")
    if not error < TOLERANCE:
        raise SystemExit(f"{model}: model.onnx does not match golden.json")
    file = f"models/{model}/model.onnx"
    return {
        "id": model,
        "name": name,
        "file": file,
        "sha256": sha256(file),
        "bytes": (ASSETS / file).stat().st_size,
        "licence": "Apache-2.0",
        "output": OUTPUT,
        "parameters": sum(p.numel() for p in net.parameters()),
        "card": f"models/{model}/CARD.md",
    } | fields


SCHEDULES = {VpLinear: "vp-linear", VpCosine: "vp-cosine", Flow: "flow", Edm: "edm"}
OF_TIME = {"kind": "time", "scale": int(LABEL_SCALE)}

FORMS = {"noise": "predicts the noise", "velocity": "predicts the velocity", "flow": "rectified flow",
         "data": "EDM preconditioning"}


def in_plane(model: str) -> dict:
    """A network of train_plane.py, with its weights by name for devices."""
    law, form = MODELS[model].law, MODELS[model].form
    layers = f"models/{model}/layers.npz"
    edm = isinstance(form, Preconditioned)
    prediction = {"parameterization": "edm", "sigmaData": form.data_std} if edm else {
        "parameterization": form.parameterization}
    data = f"draws of the exact {law.name.lower()} mixture"
    return entry(
        model, f"{law.name} network, {FORMS[form.parameterization]}", MODELS[model].net(),
        source=f"Trained for this project on {data}, by training/train_plane.py.",
        **prediction,
        timestepLabel={"kind": "log-sigma", "scale": 0.25} if edm else OF_TIME,
        schedule={"id": SCHEDULES[type(form.schedule)]},
        shape=[2],
        classes=[],
        inputs={"sample": "sample", "timestep": "timestep"},
        layers={"file": layers, "sha256": sha256(layers)},
        data={"distribution": law.id})


def of_pictures(folder: str, name: str, source: str, net: nn.Module, shape: list[int], classes: list[str],
                **of_data) -> dict:
    """A network of a class for each number up to the null class, with the pictures that it was trained on."""
    images, labels = f"data/{folder}/images.npy", f"data/{folder}/labels.npy"
    return entry(
        f"{folder}-net", name, net,
        source=source,
        parameterization="velocity",
        timestepLabel=OF_TIME,
        schedule={"id": "vp-cosine"},
        shape=shape,
        classes=classes,
        nullClass=len(classes),
        inputs={"sample": "sample", "timestep": "timestep", "class": "class_labels"},
        data={"images": images, "labels": labels, "scale": "pixel-8bit",
              "sha256": {"images": sha256(images), "labels": sha256(labels)}} | of_data)


def glyphs() -> dict:
    return of_pictures(
        "glyphs", "Digits network",
        "Trained for this project on digits rendered from free fonts, by training/train_glyphs.py.",
        train_glyphs.GlyphsNet(), [1, 32, 32], [str(digit) for digit in range(train_glyphs.CLASSES)])


def emoji() -> dict:
    return of_pictures(
        "emoji", "Emoji network",
        "Trained for this project on emoji of Noto Color Emoji (OFL-1.1), by training/train_emoji.py.",
        train_emoji.EmojiNet(), [3, 32, 32], list(train_emoji.CLASS_NAMES), licence="OFL-1.1")


def texts() -> dict:
    """The files that the card of the masked text networks names."""
    folder = "models/masked-texts"
    card = json.loads((ASSETS / folder / "masked.json").read_text())
    golden = json.loads((ASSETS / folder / "golden.json").read_text())
    for kind in golden.keys() - {"head"}:
        error = masked_error(ASSETS / folder / card["files"][kind], golden[kind])
        print(f"masked-texts, {kind}: ONNX Runtime differs from PyTorch by at most {error:.1e}")
        if not error < TOLERANCE:
            raise SystemExit(f"masked-texts: {kind}.onnx does not match golden.json")
    return {"id": "texts", "folder": folder, "files": {name: sha256(f"{folder}/{name}")
                                                       for name in sorted(card["files"].values())}}


def masked_error(file: Path, golden: dict) -> float:
    session = onnxruntime.InferenceSession(file)
    ids = np.array(golden["input_ids"], np.int64)
    shapes = {i.name: i.shape for i in session.get_inputs()}
    layers, _, heads, _, width = shapes["past_k"]
    nothing = np.zeros((layers, len(ids), heads, 0, width), np.float32)
    feed = {"input_ids": ids, "position_ids": np.tile(np.arange(ids.shape[1]), (len(ids), 1)),
            "key_mask": np.ones(ids.shape, bool), "past_k": nothing, "past_v": nothing}
    return float(np.abs(session.run(["logits"], feed)[0] - np.array(golden["logits"])).max())


if __name__ == "__main__":
    manifest = {"version": 1, "models": [*map(in_plane, MODELS), glyphs(), emoji()], "masked": [texts()]}
    (ASSETS / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
