"""Writes layers.npz of the networks in the plane: the weights of model.onnx by their names in PlaneNet, for devices
that evaluate them layer by layer.

Each also holds the SHA-256 of model.onnx as `onnx`, so that the program notices weights of another network. Weights
whose output departs from the golden one by 1e-4 or more are refused.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from export import INPUTS, OUTPUT, model_folder
from train_plane import MODELS, PlaneNet

TOLERANCE = 1e-4


def weights(model: onnx.ModelProto) -> dict[str, np.ndarray]:
    """Weights by name. The export names and transposes those of a layer without bias after its product."""
    found = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "MatMul":
            name = node.name.strip("/").removesuffix("/MatMul")
            found[f"{name}.weight"] = np.ascontiguousarray(found.pop(node.input[1]).T)
    return found


@torch.no_grad()
def golden_error(found: dict[str, np.ndarray], golden: dict[str, list]) -> float:
    """Largest absolute difference of a network with these weights, and no others, to the golden output."""
    net = PlaneNet()
    net.load_state_dict({name: torch.from_numpy(array.copy()) for name, array in found.items()})
    inputs = [torch.tensor(golden[name]) for name in INPUTS if name in golden]
    return float((net(*inputs) - torch.tensor(golden[OUTPUT])).abs().max())


def write(folder: Path) -> None:
    content = (folder / "model.onnx").read_bytes()
    found = weights(onnx.load_from_string(content))
    error = golden_error(found, json.loads((folder / "golden.json").read_text()))
    print(f"{folder.name}: the layers differ from the golden output by at most {error:.1e}")
    if not error < TOLERANCE:
        raise SystemExit(f"{folder.name}: the weights in model.onnx do not give golden.json")
    digest = np.frombuffer(hashlib.sha256(content).digest(), np.uint8)
    np.savez(folder / "layers.npz", onnx=digest, **found)


if __name__ == "__main__":
    for model in MODELS:
        write(model_folder(model))
