"""The workloads of the benchmark in PyTorch, as its users write them.

Reads one JSON object from standard input: threads, and the workloads. Writes one JSON object for each measurement, a
line each: workload, device, seconds of one call (the median of repeated ones).
"""
import json
import sys
import time

import torch

WARM_UPS, FEWEST, MOST, ENOUGH_SECONDS = 3, 5, 200, 1.5
ROWS = 1 << 18  # of a mixture at a time: the logits of ten million particles would not fit into memory


def mixture(job, device):
    n, k = job["particles"], job["components"]
    x, into = torch.randn(n, 2, device=device), torch.empty(n, 2, device=device)
    mean, shift = torch.randn(k, 2, device=device), torch.randn(k, 2, device=device)
    a, b, c, weight = (torch.rand(k, device=device) for _ in range(4))
    gain = torch.rand(k, 3, device=device)

    def run():
        for begin in range(0, n, ROWS):
            rows = x[begin:begin + ROWS]
            d = rows[:, None, :] - mean
            u = a * d[..., 0]
            v = b * d[..., 0] + c * d[..., 1]
            p = torch.softmax(weight - 0.5 * (u * u + v * v), dim=1)
            s, g = p @ shift, p @ gain
            into[begin:begin + ROWS, 0] = s[:, 0] + g[:, 0] * rows[:, 0] + g[:, 1] * rows[:, 1]
            into[begin:begin + ROWS, 1] = s[:, 1] + g[:, 1] * rows[:, 0] + g[:, 2] * rows[:, 1]
    return run


def points(job, device):
    data = torch.rand(job["points"], job["dimension"], device=device) * 2 - 1
    x = torch.randn(job["batch"], job["dimension"], device=device)
    norms, alpha, variance = (data * data).sum(1), 0.8, 0.36

    def run():
        squared = alpha * alpha * norms - 2 * alpha * (x @ data.T)
        return torch.softmax(squared / (-2 * variance), dim=1) @ data
    return run


def combination(job, device):
    inputs = [torch.randn(job["batch"], job["dimension"], device=device) for _ in range(job["inputs"])]

    def run():
        total = inputs[0] * 1.0
        for k, x in enumerate(inputs[1:], 2):
            total = total + x / k
        return total
    return run


def seconds(run, device):
    def once():
        start = time.perf_counter()
        run()
        if device == "cuda":
            torch.cuda.synchronize()
        return time.perf_counter() - start

    for _ in range(WARM_UPS):
        once()
    times = []
    while len(times) < FEWEST or len(times) < MOST and sum(times) < ENOUGH_SECONDS:
        times.append(once())
    return sorted(times)[len(times) // 2]


def main():
    request = json.load(sys.stdin)
    torch.set_num_threads(request["threads"])
    kinds = {"mixture": mixture, "points": points, "combination": combination}
    for device in ["cpu"] + (["cuda"] if torch.cuda.is_available() else []):
        for job in request["workloads"]:
            with torch.inference_mode():
                taken = seconds(kinds[job["kind"]](job, device), device)
            print(json.dumps({"workload": job["id"], "device": device, "seconds": taken,
                              "torch": torch.__version__}), flush=True)


main()
