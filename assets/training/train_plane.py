"""Trains a network in the plane, in one of four forms, and exports it to ONNX.

| Form | The network learns | Path and times | Source |
|---|---|---|---|
| noise | eps | VP-linear, t uniform | Ho et al. 2020, arXiv:2006.11239, Eq. 14 |
| velocity | v = alpha eps - sigma x_0 | VP-cosine, t uniform | Salimans and Ho 2022, arXiv:2202.00512 |
| flow | u = eps - x_0 | x = (1 - t) x_0 + t eps, t uniform | Liu et al. 2022, arXiv:2209.03003, Eq. 1 |
| edm | F, where D = c_skip x + c_out F(c_in x) | sigma = t, log-normal | Karras et al. 2022, arXiv:2206.00364, Tab. 1 |

The loss is E |output - target|^2 in every form; for edm that is the paper's weighting.
"""

import argparse
import time
from dataclasses import dataclass

import torch
from torch import Tensor, nn

import plane
from diffusion import Edm, Ema, Flow, Schedule, VpCosine, VpLinear, time_features, time_frequencies, warmup_cosine
from export import export_onnx, model_folder, write_golden

EVALUATED_AT = [0.01, 0.03, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 20.0]  # sigma / alpha


class PlaneNet(nn.Module):
    """(x [B, 2], label [B]) -> [B, 2]: three hidden layers of 128, SiLU, the time embedding added to each.

    `fastest` is the largest frequency per unit of the label.
    """

    def __init__(self, width: int = 128, frequencies: int = 64, fastest: float = 1.0):
        super().__init__()
        self.register_buffer("frequencies", fastest * time_frequencies(frequencies))
        self.embed = nn.Sequential(nn.Linear(2 * frequencies, width), nn.SiLU())
        self.layers = nn.ModuleList([nn.Linear(2, width), nn.Linear(width, width), nn.Linear(width, width)])
        self.times = nn.ModuleList([nn.Linear(width, width, bias=False) for _ in self.layers])
        self.out = nn.Linear(width, 2)
        self.activation = nn.SiLU()

    def forward(self, sample: Tensor, timestep: Tensor) -> Tensor:
        embedding = self.embed(time_features(timestep, self.frequencies))
        h = sample
        for layer, at_time in zip(self.layers, self.times, strict=True):
            h = self.activation(layer(h) + at_time(embedding))
        return self.out(h)


@dataclass(frozen=True)
class Form:
    """What a network is asked and what its output is.

    The output is `of_data x_0 + of_noise eps`, both given alpha and sigma; what goes in is `into` times the state.
    """

    parameterization: str
    schedule: Schedule
    fastest: float = 1.0

    def into(self, alpha: Tensor, sigma: Tensor) -> Tensor:
        return torch.ones_like(sigma)

    def target(self, x0: Tensor, eps: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
        match self.parameterization:
            case "noise":
                return eps
            case "velocity":
                return alpha * eps - sigma * x0
            case "flow":
                return eps - x0
        raise ValueError(self.parameterization)

    def data(self, output: Tensor, x: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
        """x_0 of an output at the state x."""
        match self.parameterization:
            case "noise":
                return (x - sigma * output) / alpha
            case "velocity":
                return (alpha * x - sigma * output) / (alpha**2 + sigma**2)
            case "flow":
                return (x - sigma * output) / (alpha + sigma)
        raise ValueError(self.parameterization)


@dataclass(frozen=True)
class Preconditioned(Form):
    """c_skip, c_out and c_in keep input and target at variance 1. Source: Karras et al. 2022, Tab. 1."""

    data_std: float = 1.0

    def into(self, alpha: Tensor, sigma: Tensor) -> Tensor:
        return 1 / torch.hypot(sigma, torch.full_like(sigma, self.data_std))

    def skip_and_out(self, sigma: Tensor) -> tuple[Tensor, Tensor]:
        scale = torch.hypot(sigma, torch.full_like(sigma, self.data_std))
        return (self.data_std / scale) ** 2, sigma * self.data_std / scale

    def target(self, x0: Tensor, eps: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
        skip, out = self.skip_and_out(sigma)
        return (x0 - skip * (x0 + sigma * eps)) / out

    def data(self, output: Tensor, x: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
        skip, out = self.skip_and_out(sigma)
        return skip * x + out * output


@dataclass(frozen=True)
class Trained:
    """A network of this folder: the law of its data, and its form."""

    law: plane.Law
    form: Form

    def net(self) -> PlaneNet:
        return PlaneNet(fastest=self.form.fastest)

    def ask(self, net: nn.Module, x: Tensor, t: Tensor, alpha: Tensor, sigma: Tensor) -> Tensor:
        return net(self.form.into(alpha, sigma) * x, self.form.schedule.label(t))


MODELS = {
    "moons-net": Trained(plane.moons(), Form("noise", VpLinear())),
    "moons-v-net": Trained(plane.moons(), Form("velocity", VpCosine())),
    "moons-flow-net": Trained(plane.moons(), Form("flow", Flow())),
    "moons-edm-net": Trained(plane.moons(), Preconditioned("data", Edm(), fastest=8.0, data_std=0.85)),
    "checkerboard-flow-net": Trained(plane.checkerboard(), Form("flow", Flow())),
}


def train(model: Trained, steps: int, batch: int, rate: float) -> nn.Module:
    net, form = model.net(), model.form
    averaged = Ema(0.9998).of(net)
    optimizer = torch.optim.Adam(net.parameters(), lr=rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: warmup_cosine(k / steps))
    start, running = time.time(), 0.0
    for step in range(1, steps + 1):
        t = form.schedule.draw(batch)
        alpha, sigma = (c[:, None] for c in form.schedule.alpha_sigma(t))
        x0, eps = model.law.draw(batch), torch.randn(batch, 2)
        output = model.ask(net, alpha * x0 + sigma * eps, t, alpha, sigma)
        loss = (output - form.target(x0, eps, alpha, sigma)).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        averaged.update_parameters(net)
        running += loss.item()
        if step % 1000 == 0:
            print(f"step {step} loss {running / 1000:.5f} seconds {time.time() - start:.0f}", flush=True)
            running = 0.0
    return averaged.module.eval()


@torch.no_grad()
def error_table(model: Trained, net: nn.Module, n: int = 50_000) -> str:
    """Per noise level: the loss of the net, the least loss of any network, and the error of the data, per coordinate.

    The last is the root mean square difference of the network's estimate of x_0 from the exact E[x_0 | x_t].
    """
    rows = ["| sigma / alpha | t | loss | least loss | error of x_0 |", "|---" * 5 + "|"]
    form = model.form
    for ratio in EVALUATED_AT:
        t = torch.full((n,), form.schedule.time_of_ratio(ratio))
        alpha, sigma = (c[:, None] for c in form.schedule.alpha_sigma(t))
        x0, eps = model.law.draw(n), torch.randn(n, 2)
        x = alpha * x0 + sigma * eps
        exact, target = model.law.exact_data(x, alpha, sigma), form.target(x0, eps, alpha, sigma)
        output = model.ask(net, x, t, alpha, sigma)
        best = form.target(exact, (x - alpha * exact) / sigma, alpha, sigma)
        loss, least = ((a - target).square().mean() for a in (output, best))
        error = (form.data(output, x, alpha, sigma) - exact).square().mean().sqrt()
        rows.append(f"| {ratio:g} | {t[0].item():.4g} | {loss:.5f} | {least:.5f} | {error:.2e} |")
    return "\n".join(rows)


def export(name: str, net: nn.Module) -> None:
    """With golden outputs of the network itself, at states as it is asked about them, and the exact x_0."""
    model, folder = MODELS[name], model_folder(name)
    x = torch.tensor([[0.3, -0.2], [-1.1, 0.4], [1.5, -0.7], [-0.4, 2.1]])
    t = torch.tensor([model.form.schedule.time_of_ratio(ratio) for ratio in (0.05, 0.3, 1.0, 10.0)])
    alpha, sigma = (c[:, None] for c in model.form.schedule.alpha_sigma(t))
    inputs = (model.form.into(alpha, sigma) * x, model.form.schedule.label(t))
    export_onnx(net, inputs, folder)
    with torch.no_grad():
        predicted = model.form.data(net(*inputs), x, alpha, sigma)
    write_golden(net, inputs, folder, state=x, time=t, data=predicted, exact=model.law.exact_data(x, alpha, sigma))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", choices=list(MODELS))
    parser.add_argument("--steps", type=int, default=14_000)
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--rate", type=float, default=3e-3)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    net = train(MODELS[args.model], args.steps, args.batch, args.rate)
    print(error_table(MODELS[args.model], net))
    export(args.model, net)


if __name__ == "__main__":
    main()
