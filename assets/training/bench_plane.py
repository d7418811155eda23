"""Writes the network of the benchmark: a PlaneNet of three hidden layers of 64, untrained, since weights cost the same
whatever they say. `plane64.onnx` and its weights by name, `plane64.npz`, go to the resources of the benchmark.
"""

import hashlib
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch

from export import export_onnx
from layers import weights
from train_plane import PlaneNet

FOLDER = Path(__file__).parents[2] / "core/src/main/resources/samplerscope/bench"
WIDTH, FREQUENCIES = 64, 32


def main() -> None:
    torch.manual_seed(0)
    net = PlaneNet(WIDTH, FREQUENCIES).eval()
    with tempfile.TemporaryDirectory() as folder:
        export_onnx(net, (torch.randn(4, 2), torch.tensor([20.0, 300.0, 700.0, 994.6])), Path(folder))
        content = (Path(folder) / "model.onnx").read_bytes()
    (FOLDER / "plane64.onnx").write_bytes(content)
    found = weights(onnx.load_from_string(content))
    digest = np.frombuffer(hashlib.sha256(content).digest(), dtype=np.uint8)
    np.savez(FOLDER / "plane64.npz", onnx=digest, **found)


if __name__ == "__main__":
    main()
