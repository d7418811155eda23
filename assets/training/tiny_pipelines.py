"""The pictures that diffusers' schedulers make of the tiny folders, from the noise of a PyTorch seed.

Writes `core/src/test/resources/folders/pipelines.json`. The loop is that of the library's pipelines:
initial noise times `init_noise_sigma`, `scale_model_input`, the network, `step`, and at the end the picture
`(x / 2 + 0.5)` clamped to [0, 1]. Needs diffusers 0.35 or later, and the folders that `tiny_folders.py` wrote.
"""

import json

import diffusers
import numpy as np
import onnxruntime
import torch

from tiny_folders import OUT

STEPS = 20
SEED = 2026
SCHEDULERS = {
    "DDIMScheduler": {"timestep_spacing": "trailing"},
    "EulerDiscreteScheduler": {"timestep_spacing": "trailing"},
    "DPMSolverMultistepScheduler": {},
    "UniPCMultistepScheduler": {},
}
FOLDERS = ["ddpm", "sample", "velocity", "sd1"]


def network(folder: str):
    """Predicts from a state and a time; asked by text, as far beyond the negative prompt as `NAME.json` says."""
    session = onnxruntime.InferenceSession(OUT / folder / "unet" / "model.onnx")
    timestep = next(i for i in session.get_inputs() if i.name == "timestep")
    rank, whole = len(timestep.shape), timestep.type == "tensor(int64)"
    about = json.loads((OUT / f"{folder}.json").read_text())

    def asked(x: torch.Tensor, t: torch.Tensor, told: dict) -> torch.Tensor:
        time = np.full((x.shape[0],) if rank else (), float(t), np.int64 if whole else np.float32)
        inputs = {"sample": x.float().numpy(), "timestep": time} | told
        return torch.from_numpy(session.run(None, inputs)[0])

    if "told" not in about:
        return lambda x, t: asked(x, t, {})
    states = [np.array(row, np.float32).reshape(1, len(about["tokens"]["tokenizer"][0]), -1).repeat(2, 0)
              for row in about["told"]["encoder_hidden_states"]]

    def guided(x: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
        with_text, without = (asked(x, t, {"encoder_hidden_states": each}) for each in states)
        return without + about["scale"] * (with_text - without)

    return guided


def seen(folder: str, x: torch.Tensor) -> torch.Tensor:
    """Pixels of a state; of latents, what the decoder makes of them."""
    decoder = OUT / folder / "vae_decoder"
    if decoder.exists():
        scale = json.loads((decoder / "config.json").read_text()).get("scaling_factor", 0.18215)
        session = onnxruntime.InferenceSession(decoder / "model.onnx")
        rows = [session.run(None, {"latent_sample": (row[None] / scale).float().numpy()})[0] for row in x]
        x = torch.from_numpy(np.concatenate(rows))
    return (x / 2 + 0.5).clamp(0, 1)


def picture(folder: str, scheduler_class: str, options: dict) -> dict:
    config = json.loads((OUT / folder / "scheduler" / "scheduler_config.json").read_text())
    config = {key: value for key, value in config.items() if key not in ("_class_name", "skip_prk_steps")} | options
    scheduler = getattr(diffusers, scheduler_class).from_config(config)
    shape = json.loads((OUT / f"{folder}.json").read_text())["shape"]
    predict = network(folder)
    scheduler.set_timesteps(STEPS)
    x = torch.randn(2, *shape, generator=torch.Generator().manual_seed(SEED)) * scheduler.init_noise_sigma
    for t in scheduler.timesteps:
        out = predict(scheduler.scale_model_input(x, t), t)
        x = scheduler.step(out, t, x).prev_sample
    image = seen(folder, x)
    return {"folder": folder, "config": {"_class_name": scheduler_class} | config, "steps": STEPS, "seed": SEED,
            "state": [round(v, 7) for v in x.flatten().tolist()], "image": [round(v, 7) for v in image.flatten().tolist()]}


if __name__ == "__main__":
    runs = [picture(folder, name, options) for folder in FOLDERS for name, options in SCHEDULERS.items()]
    (OUT / "pipelines.json").write_text(json.dumps({"diffusers": diffusers.__version__, "runs": runs}, separators=(",", ":")) + "\n")
