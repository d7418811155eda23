"""Tiny folders in the layout of Hugging Face, random weights, with what PyTorch computes from them.

Writes `core/src/test/resources/folders`: one folder per case, and beside each of them `NAME.json` with states,
predictions and the states of a DDIM or Euler loop. The loops are written out here, so that they share no code with
the program that is tested.
"""

import json
import math
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

OUT = Path(__file__).parents[2] / "core" / "src" / "test" / "resources" / "folders"
STEPS = 5
TRAIN = 1000


class Tiny(nn.Module):
    """A convolution or two under a time embedding, with classes where asked for. Nothing to be proud of, but every
    input changes every output."""

    def __init__(self, channels: int, out: int, classes: int = 0, width: int = 8) -> None:
        super().__init__()
        self.inner = nn.Conv2d(channels, width, 3, padding=1)
        self.outer = nn.Conv2d(width, out, 3, padding=1)
        self.time = nn.Linear(4, width)
        self.classes = nn.Embedding(classes, width) if classes else None

    def forward(self, sample: Tensor, timestep: Tensor, class_labels: Tensor | None = None) -> Tensor:
        t = timestep.to(sample.dtype).reshape(-1, 1) / TRAIN
        told = self.time(torch.cat([t, t * t, torch.cos(3 * t), torch.sin(7 * t)], dim=1))
        if self.classes is not None:
            told = told + self.classes(class_labels)
        return self.outer(torch.tanh(self.inner(sample) + told[:, :, None, None]))


def betas(config: dict) -> Tensor:
    n, first, last = TRAIN, config.get("beta_start", 1e-4), config.get("beta_end", 0.02)
    kind = config.get("beta_schedule", "linear")
    if config.get("trained_betas"):
        return torch.tensor(config["trained_betas"], dtype=torch.float64)
    if kind == "linear":
        return torch.linspace(first, last, n, dtype=torch.float64)
    if kind == "scaled_linear":
        return torch.linspace(first**0.5, last**0.5, n, dtype=torch.float64) ** 2
    bar = [math.cos((i / n + 0.008) / 1.008 * math.pi / 2) ** 2 for i in range(n + 1)]
    return torch.tensor([min(1 - bar[i + 1] / bar[i], 0.999) for i in range(n)], dtype=torch.float64)


def alpha_bar(config: dict) -> Tensor:
    bar = torch.cumprod(1 - betas(config), 0)
    if config.get("rescale_betas_zero_snr"):
        root = bar.sqrt()
        root = (root - root[-1]) * (root[0] / (root[0] - root[-1]))
        bar = root**2
    return bar


def to_data_and_noise(x: Tensor, out: Tensor, alpha: float, sigma: float, kind: str) -> tuple[Tensor, Tensor]:
    if kind == "epsilon":
        return (x - sigma * out) / alpha, out
    if kind == "sample":
        return out, (x - alpha * out) / sigma
    if kind == "v_prediction":
        return alpha * x - sigma * out, sigma * x + alpha * out
    return x - sigma * out, x + (1 - sigma) * out  # flow: x = (1 - sigma) x0 + sigma eps


@torch.no_grad()
def loop(net: nn.Module, x: Tensor, config: dict, labels: list[Tensor]) -> tuple[list, list, list]:
    """DDIM, or Euler along the straight path, over whole training steps. The levels are written as (alpha, sigma)."""
    flow = config["_class_name"].startswith("FlowMatch")
    if flow:
        shift = config.get("shift", 1.0)
        plain = [1 - i / STEPS for i in range(STEPS)] + [0.02]
        sigmas = [shift * s / (1 + (shift - 1) * s) for s in plain]
        levels = [(1 - s, s, s * TRAIN) for s in sigmas]
    else:
        bar = alpha_bar(config)
        steps = [999 - 199 * i for i in range(STEPS)] + [0]
        levels = [(bar[n].sqrt().item(), (1 - bar[n]).sqrt().item(), n) for n in steps]
    kind = "flow" if flow else config.get("prediction_type", "epsilon")
    states, outputs = [x.flatten().tolist()], []
    for (alpha, sigma, t), (alpha2, sigma2, _) in zip(levels, levels[1:]):
        number = next(net.parameters()).dtype
        out = net(x.to(number), torch.full((x.shape[0],), float(t)).to(number), *labels)[:, : x.shape[1]].double()
        data, noise = to_data_and_noise(x, out, alpha, sigma, kind)
        x = alpha2 * data + sigma2 * noise
        outputs.append(out.flatten().tolist())
        states.append(x.flatten().tolist())
    return [list(level) for level in levels], outputs, states


def write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1) + "\n")


def rounded(rows: list) -> list:
    return [[round(v, 8) for v in row] for row in rows]


def export(net: nn.Module, path: Path, sample: Tensor, labels: list[Tensor], timestep: Tensor, data: bool) -> None:
    names = ["sample", "timestep", "class_labels"][: 2 + len(labels)]
    axes = {name: {0: "batch"} for name in [*names, "out_sample"]}
    if timestep.dim() == 0:
        del axes["timestep"]
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(net, (sample, timestep, *labels), str(path), input_names=names, output_names=["out_sample"],
                      dynamic_axes=axes, opset_version=14, dynamo=False)
    if data:
        onnx.save_model(onnx.load(path), str(path), save_as_external_data=True, all_tensors_to_one_file=True,
                        location="model.onnx_data", size_threshold=0)


def case(name: str, scheduler: dict, *, part: str = "unet", channels: int = 1, size: int = 8, classes: int = 0,
         null: bool = False, variance: bool = False, data: bool = False, scalar_time: bool = False,
         whole_time: bool = False, half: bool = False) -> None:
    torch.manual_seed(sum(map(ord, name)))
    net = Tiny(channels, channels * (2 if variance else 1), classes + (1 if null else 0)).eval()
    net = net.half() if half else net
    x = torch.randn(2, channels, size, size).double()
    labels = [torch.tensor([1, classes if null else 0])] if classes else []
    folder = OUT / name
    config = {"_class_name": "UNet2DModel", "in_channels": channels, "sample_size": size}
    if classes:
        config["num_embeds_ada_norm" if null else "num_class_embeds"] = classes
    index = {"_class_name": "DDPMPipeline", "_diffusers_version": "0.35.0"}
    if null:
        index["id2label"] = {str(i): f"kind {i}" for i in range(classes)}
    write_json(folder / "model_index.json", index)
    write_json(folder / part / "config.json", config)
    write_json(folder / "scheduler" / "scheduler_config.json", {"num_train_timesteps": TRAIN} | scheduler)
    time = torch.tensor(1.0) if scalar_time else torch.ones(2)
    number = torch.float16 if half else torch.float32
    time = time.long() if whole_time else time.to(number)
    export(net, folder / part / "model.onnx", x.to(number), labels, time, data)
    levels, outputs, states = loop(net, x, scheduler, labels)
    write_json(OUT / f"{name}.json", {"shape": [channels, size, size], "labels": [t.tolist() for t in labels],
                                      "levels": levels, "outputs": rounded(outputs), "states": rounded(states)})


if __name__ == "__main__":
    ddpm = {"_class_name": "DDPMScheduler", "beta_schedule": "linear", "prediction_type": "epsilon"}
    case("ddpm", ddpm, channels=3, data=True)
    case("ddpm-whole-scalar-time", ddpm, scalar_time=True, whole_time=True)
    case("sample", ddpm | {"prediction_type": "sample", "beta_schedule": "squaredcos_cap_v2"})
    case("velocity", ddpm | {"_class_name": "DDIMScheduler", "prediction_type": "v_prediction", "beta_start": 0.00085,
                             "beta_end": 0.012, "beta_schedule": "scaled_linear", "rescale_betas_zero_snr": True})
    case("own-betas", ddpm | {"trained_betas": [round(1e-4 + 1.5e-2 * (i / 999) ** 2, 9) for i in range(1000)]})
    case("flow", {"_class_name": "FlowMatchEulerDiscreteScheduler", "shift": 3.0}, part="transformer", variance=True)
    case("classes", ddpm, classes=3)
    case("null-class", ddpm, part="transformer", classes=3, null=True)
    case("half", ddpm | {"prediction_type": "v_prediction"}, channels=3, half=True)
