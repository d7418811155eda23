"""Says how near samples of a network are to the pictures that it was trained on.

Reads the `samples.npy` of `samplerscope run`, sample k of the class k modulo their number (`"class": "each"`).
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from pictures import load_pictures


def nearest_report(images: np.ndarray, classes: np.ndarray, data: Tensor, labels: Tensor) -> str:
    """How often the nearest training image has the class asked for, and how near it is, per pixel of range [-1, 1]."""
    distances = torch.cdist(torch.from_numpy(images).flatten(1), data.flatten(1)) / images[0].size**0.5  # [N, M]
    distance, nearest = (tensor.numpy() for tensor in distances.min(dim=1))
    right = (labels.numpy()[nearest] == classes).sum()
    return (f"nearest training image of the class asked for: {right} of {len(images)}; root mean square difference "
            f"from it: {np.quantile(distance, [0.1, 0.5, 0.9]).round(3)} (10 %, median, 90 %)")


def among_themselves(data: Tensor) -> str:
    """The same of each training image and the nearest other one."""
    distances = torch.cdist(data.flatten(1), data.flatten(1)) / data[0].numel() ** 0.5
    distance = distances.fill_diagonal_(torch.inf).min(dim=1).values.numpy()
    return f"between training images: {np.quantile(distance, [0.1, 0.5, 0.9]).round(3)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", help="folder of ../data, such as emoji")
    parser.add_argument("samples", type=Path)
    args = parser.parse_args()
    data, labels = load_pictures(Path(__file__).parents[1] / "data" / args.data)
    images = np.load(args.samples).astype(np.float32)
    print(nearest_report(images, np.arange(len(images)) % (int(labels.max()) + 1), data, labels))
    print(among_themselves(data))


if __name__ == "__main__":
    main()
