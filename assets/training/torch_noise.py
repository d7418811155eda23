"""Writes initial noises made by PyTorch, which the tests compare ours with.

    python torch_noise.py > ../../core/src/test/resources/golden/torch_noise.json

Runs without a GPU. A batch is one `torch.randn` of one generator, as in ComfyUI and in diffusers with one generator; per
sample there is a generator for each, as in diffusers with a list of them (`diffusers.utils.torch_utils.randn_tensor`).
"""

import json

import torch

SEEDS = [0, 42, 2**32 - 1, 2**40 + 7, -1]
SHAPES = [(1, 3), (1, 15), (1, 16), (1, 17), (5, 2), (20, 1), (3, 10), (2, 3, 5, 5), (2, 4, 8, 8), (1, 4, 64, 64)]
HEAD, STRIDE, TAIL = 32, 977, 20


def generator(seed):
    return torch.Generator().manual_seed(seed)


def batch(seed, shape):
    return torch.randn(shape, generator=generator(seed))


def per_sample(seed, shape):
    rows = [torch.randn((1, *shape[1:]), generator=generator(seed + i)) for i in range(shape[0])]
    return torch.cat(rows)


def case(per, make, seed, shape):
    values = make(seed, shape).flatten().tolist()
    n = len(values)
    at = [i for i in range(n) if i < HEAD or i % STRIDE == 0 or i >= n - TAIL]
    return {"per": per, "seed": seed, "shape": list(shape), "at": at, "values": [values[i] for i in at]}


def main():
    cases = [case(per, make, seed, shape) for per, make in (("batch", batch), ("sample", per_sample))
             for seed in SEEDS for shape in SHAPES if per == "batch" or shape[0] > 1 and seed >= 0]
    lines = ",\n".join(json.dumps(c) for c in cases)
    print(f'{{"torch": "{torch.__version__}", "cpu": "{torch.backends.cpu.get_cpu_capability()}", '
          f'"command": "python torch_noise.py", "cases": [\n{lines}\n]}}')


main()
