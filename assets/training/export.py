"""ONNX export and golden outputs, for both networks.

The contract: inputs `sample` [B, ...] float32, `timestep` [B] float32, and `class_labels` [B] int64 where the network
has classes; output `out_sample`, shaped as `sample`. The batch is free, all weights are in one file.
"""

import json
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

INPUTS = ["sample", "timestep", "class_labels"]
OUTPUT = "out_sample"
OPSET = 17


def model_folder(model: str) -> Path:
    return Path(__file__).parents[1] / "models" / model


def export_onnx(net: nn.Module, inputs: tuple[Tensor, ...], folder: Path) -> None:
    names = INPUTS[: len(inputs)]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "model.onnx"
    torch.onnx.export(net, inputs, path, input_names=names, output_names=[OUTPUT], opset_version=OPSET, dynamo=False,
                      dynamic_axes={name: {0: "batch"} for name in [*names, OUTPUT]})
    onnx.checker.check_model(onnx.load(path), full_check=True)


@torch.no_grad()
def write_golden(net: nn.Module, inputs: tuple[Tensor, ...], folder: Path, **extra: Tensor) -> None:
    """golden.json: inputs, the PyTorch output, and `extra`. Each float32 is written exactly, as a double."""
    tensors = dict(zip(INPUTS, inputs, strict=False)) | {OUTPUT: net(*inputs)} | extra
    lists = {name: tensor.tolist() for name, tensor in tensors.items()}
    (folder / "golden.json").write_text(json.dumps(lists) + "\n")
