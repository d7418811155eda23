"""Writes manifest.json: what each model is, how to call it, and the hashes of its files.

A model whose ONNX output departs from its golden PyTorch output by 1e-4 or more is refused.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
from torch import nn

from export import INPUTS, OUTPUT
from train_glyphs import NULL_CLASS, GlyphsNet
from train_moons import MoonsNet

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
        "timestepLabel": {"kind": "time", "scale": 1000},
        "output": OUTPUT,
        "parameters": sum(p.numel() for p in net.parameters()),
        "card": f"models/{model}/CARD.md",
    } | fields


def moons() -> dict:
    layers = "models/moons-net/layers.npz"
    return entry(
        "moons-net", "Two moons network", MoonsNet(),
        source="Trained for this project on draws from the exact two-moons mixture, by training/train_moons.py.",
        parameterization="noise",
        schedule={"id": "vp-linear"},
        shape=[2],
        classes=[],
        inputs={"sample": "sample", "timestep": "timestep"},
        layers={"file": layers, "sha256": sha256(layers)},
        data={"distribution": "moons"})


def glyphs() -> dict:
    images, labels = "data/glyphs/images.npy", "data/glyphs/labels.npy"
    return entry(
        "glyphs-net", "Digits network", GlyphsNet(),
        source="Trained for this project on digits rendered from free fonts, by training/train_glyphs.py.",
        parameterization="velocity",
        schedule={"id": "vp-cosine"},
        shape=[1, 32, 32],
        classes=[str(digit) for digit in range(10)],
        nullClass=NULL_CLASS,
        inputs={"sample": "sample", "timestep": "timestep", "class": "class_labels"},
        data={"images": images, "labels": labels, "scale": "pixel-8bit",
              "sha256": {"images": sha256(images), "labels": sha256(labels)}})


if __name__ == "__main__":
    manifest = {"version": 1, "models": [moons(), glyphs()]}
    (ASSETS / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
