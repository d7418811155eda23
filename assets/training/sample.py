"""Draws digits with ONNX Runtime: models/glyphs-net/samples.png, eight rows of the classes 0 to 9.

DPM-Solver++ (2M), 20 steps, uniform in t from 0.9946 to 0, classifier-free guidance 2.
Sources: Lu et al. 2022, arXiv:2211.01095, Alg. 2; Ho and Salimans 2022, arXiv:2207.12598, Eq. 6, with w = guidance - 1.
"""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from PIL import Image

from diffusion import LABEL_SCALE, VpCosine
from export import model_folder
from nearest import nearest_report
from pictures import load_pictures
from train_glyphs import DATA, NULL_CLASS


def guided_denoiser(session: onnxruntime.InferenceSession, classes: np.ndarray, guidance: float):
    """x_0 = alpha x - sigma v, with v = v_null + guidance (v_class - v_null)."""

    def denoise(x: np.ndarray, t: float, alpha: float, sigma: float) -> np.ndarray:
        def velocity(labels: np.ndarray) -> np.ndarray:
            timestep = np.full(len(x), LABEL_SCALE * t, np.float32)
            return session.run(None, {"sample": x, "timestep": timestep, "class_labels": labels})[0]

        null = velocity(np.full_like(classes, NULL_CLASS))
        return alpha * x - sigma * (null + guidance * (velocity(classes) - null))

    return denoise


def dpm_solver_2m(denoise, x: np.ndarray, steps: int) -> np.ndarray:
    """x' = (sigma' / sigma) x - alpha' expm1(-h) D, D extrapolated from the last two estimates of x_0.

    The last level is t = 0, where sigma = 0 and h is infinite; there the step is first order and gives x_0 itself.
    """
    times = torch.linspace(VpCosine.t_max, 0, steps + 1, dtype=torch.float64)
    alphas, sigmas = (c.numpy() for c in VpCosine().alpha_sigma(times))
    lambdas = np.append(np.log(alphas[:-1] / sigmas[:-1]), np.inf)
    previous = None
    for i in range(steps):
        x0 = denoise(x, times[i].item(), alphas[i], sigmas[i])
        h = lambdas[i + 1] - lambdas[i]
        slope = 0 if i in (0, steps - 1) else h / (2 * (lambdas[i] - lambdas[i - 1])) * (x0 - previous)
        x = (sigmas[i + 1] / sigmas[i] * x - alphas[i + 1] * np.expm1(-h) * (x0 + slope)).astype(np.float32)
        previous = x0
    return x


def to_grid(images: np.ndarray, columns: int) -> Image.Image:
    """[N, 1, H, W] in [-1, 1], row by row, twice enlarged."""
    pixels = np.clip(np.rint((images[:, 0] + 1) * 127.5), 0, 255).astype(np.uint8)
    rows = [np.hstack(pixels[i:i + columns]) for i in range(0, len(pixels), columns)]
    grid = Image.fromarray(np.vstack(rows))
    return grid.resize((2 * grid.width, 2 * grid.height), Image.Resampling.NEAREST)


def main() -> None:
    folder = model_folder("glyphs-net")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--guidance", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=folder / "samples.png")
    args = parser.parse_args()

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(folder / "model.onnx", options)
    classes = np.tile(np.arange(10, dtype=np.int64), 8)
    noise = np.random.default_rng(args.seed).standard_normal((len(classes), 1, 32, 32), dtype=np.float32)
    images = dpm_solver_2m(guided_denoiser(session, classes, args.guidance), noise, args.steps)
    print(nearest_report(images, classes, *load_pictures(DATA)))
    to_grid(images, columns=10).save(args.out)


if __name__ == "__main__":
    main()
