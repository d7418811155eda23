"""The other side of the benchmark: the same work in PyTorch, as its users write it, one round whenever it is asked for.

Reads one JSON object a line from standard input and answers each with one on standard output:

    {"do": "hello", "threads": 2}                               -> {"ok": true, "torch": "2.13.0+cpu", ...}
    {"do": "prepare", "kind": "matmul", "variant": "eager",
     "numbers": {...}, "files": {"a": "a.f32"}, "into": "o.f64"} -> {"ok": true}; writes the result of one call
    {"do": "round", "calls": 3}                                 -> {"ok": true, "seconds": 0.01}, of one call
    {"do": "forget"}                                            -> {"ok": true}

What cannot be done is answered with {"ok": false, "why": "..."}. `round` repeats what was prepared with that `variant`.
Files hold float32 (.f32) or float64 (.f64), little-endian, row-major. Needs numpy and torch; onnxruntime where it is
compared.
"""
import importlib.util
import json
import os
import shutil
import sys
import time
from unittest import mock

ANSWERS, sys.stdout = sys.stdout, sys.stderr  # whatever a library prints must not stand between answers
VARIANTS = {}
# Rows of a matrix of pairs at a time. Of 10,000 columns these are 4 MB, which stay in caches and are given out again and
# again; for more than 32 MB, malloc asks the system each time, whose fresh pages took up to ten times as long as the work.
CHUNK = 100

try:
    import numpy as np
    import torch
    import torch.nn.functional as F
    MISSING = ""
except ImportError as e:
    MISSING = f"{sys.executable} has no {e.name}"


def array(job, name):
    path = job["files"][name]
    return np.fromfile(path, "<f4" if path.endswith(".f32") else "<f8")


def tensor(job, name, *shape):
    return torch.from_numpy(array(job, name).astype(np.float32)).reshape(*shape).to(DEVICE)


def maybe_compiled(job, function, **options):
    return torch.compile(function, **options) if job["variant"] == "compile" else function


def scalars(values):
    """As tensors, so that a compiled step is one program and not one for each number."""
    return [torch.tensor(v, dtype=torch.float32, device=DEVICE) for v in values]


def mixture_ddim(job):
    """Modes with one standard deviation; from noise level to noise level by DDIM."""
    means, state = tensor(job, "means", -1, 2), array(job, "state").astype(np.float32).reshape(-1, 2)
    alphas, sigmas = scalars(job["numbers"]["alphas"]), scalars(job["numbers"]["sigmas"])
    variance = job["numbers"]["std"] ** 2

    def step(x, alpha, sigma, alpha_to, sigma_to):
        total = alpha * alpha * variance + sigma * sigma
        away = x[:, None, :] - alpha * means
        weights = torch.softmax(-(away * away).sum(2) / (2 * total), dim=1)
        mean = weights @ means
        x0 = mean + alpha * variance / total * (x - alpha * mean)
        eps = (x - alpha * x0) / sigma
        return alpha_to * x0 + sigma_to * eps

    step = maybe_compiled(job, step)

    def run():
        x = torch.from_numpy(state).to(DEVICE)
        for i in range(len(alphas) - 1):
            x = step(x, alphas[i], sigmas[i], alphas[i + 1], sigmas[i + 1])
        return x.cpu()
    return run


class PlaneNet(torch.nn.Module if not MISSING else object):
    """Three hidden layers, SiLU, the time embedding added to each."""

    def __init__(self, arrays):
        super().__init__()
        linear = self.linear
        self.register_buffer("frequencies", torch.from_numpy(arrays["frequencies"]))
        self.embed = linear(arrays, "embed.0")
        self.layers = torch.nn.ModuleList([linear(arrays, f"layers.{i}") for i in range(3)])
        self.times = torch.nn.ModuleList([linear(arrays, f"times.{i}") for i in range(3)])
        self.out = linear(arrays, "out")

    @staticmethod
    def linear(arrays, name):
        weight, bias = torch.from_numpy(arrays[name + ".weight"]), arrays.get(name + ".bias")
        layer = torch.nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None)
        layer.weight.data = weight
        if bias is not None:
            layer.bias.data = torch.from_numpy(bias)
        return layer

    def forward(self, h, label):
        angles = label * self.frequencies
        embedding = F.silu(self.embed(torch.cat([torch.cos(angles), torch.sin(angles)])))
        for layer, at_time in zip(self.layers, self.times):
            h = F.silu(layer(h) + at_time(embedding))
        return self.out(h)


def mlp_heun(job):
    """Rectified flow by Heun; the network is the last word of torch.compile, its loop is not."""
    with np.load(job["numbers"]["weights"]) as file:
        net = PlaneNet({name: file[name] for name in file if name != "onnx"}).to(DEVICE).eval()
    net = maybe_compiled(job, net)
    state = array(job, "state").astype(np.float32).reshape(-1, 2)
    times = job["numbers"]["times"]
    labels = scalars([1000 * t for t in times])

    def run():
        x = torch.from_numpy(state).to(DEVICE)
        for i in range(len(times) - 1):
            h = times[i + 1] - times[i]
            first = net(x, labels[i])
            second = net(x + h * first, labels[i + 1])
            x = x + h / 2 * (first + second)
        return x.cpu()
    return run


def jackknifed(leave_one_out):
    n = len(leave_one_out)
    return float(torch.sqrt((n - 1) / n * ((leave_one_out - leave_one_out.mean()) ** 2).sum()))


def pair_statistic(job, kernel):
    """E k(x, x') + E k(y, y') - 2 E k(x, y), unbiased, in chunks of rows; with the sums of rows that a standard error is
    made of."""
    size = job["numbers"]["dimension"]
    x, y = tensor(job, "x", -1, size), tensor(job, "y", -1, size)

    def sums(a, b, same):
        rows, columns = [], torch.zeros(len(b), dtype=torch.float64, device=DEVICE)
        for start in range(0, len(a), CHUNK):
            values = kernel(a[start:start + CHUNK], b)
            if same:
                values.diagonal(start).zero_()
            rows.append(values.sum(1, dtype=torch.float64))
            columns += values.sum(0, dtype=torch.float64)
        return torch.cat(rows), columns

    def run():
        n, m = len(x), len(y)
        xx, _ = sums(x, x, True)
        yy, _ = sums(y, y, True)
        xy, yx = sums(x, y, False)
        total = xx.sum() / (n * (n - 1)) + yy.sum() / (m * (m - 1)) - 2 * xy.sum() / (n * m)
        without_x = (xx.sum() - 2 * xx) / ((n - 1) * (n - 2)) + yy.sum() / (m * (m - 1)) \
            - 2 * (xy.sum() - xy) / ((n - 1) * m)
        without_y = xx.sum() / (n * (n - 1)) + (yy.sum() - 2 * yy) / ((m - 1) * (m - 2)) \
            - 2 * (xy.sum() - yx) / (n * (m - 1))
        jackknifed(without_x), jackknifed(without_y)
        return total.reshape(1)
    return run


def energy(job):
    def kernel(a, b):
        return torch.cdist(a, b, compute_mode="donot_use_mm_for_euclid_dist").neg_()
    return pair_statistic(job, maybe_compiled(job, kernel))


def mmd(job):
    median = job["numbers"]["median"]

    def kernel(a, b):
        """Widths four apart are powers of one exponential. In place: new memory for each step costs more than the step."""
        squares = torch.cdist(a, b, compute_mode="donot_use_mm_for_euclid_dist").square_()
        wide = squares.mul_(-1 / (8 * median)).exp_()
        middle = wide.square().square_()
        narrow = middle.square().square_()
        return wide.add_(middle).add_(narrow).mul_(1 / 3)
    return pair_statistic(job, maybe_compiled(job, kernel))


def sliced_wasserstein(job):
    """With the delete-a-group jackknife of ours: what is sorted once is thinned, not sorted again."""
    size, groups = job["numbers"]["dimension"], job["numbers"]["groups"]
    x, y, directions = tensor(job, "x", -1, size), tensor(job, "y", -1, size), tensor(job, "directions", -1, size)

    def distances(directions):
        a, of_a = torch.sort(directions @ x.T, dim=1)
        b, of_b = torch.sort(directions @ y.T, dim=1)
        left_out = []
        for g in range(groups):
            p = a[of_a % groups != g].reshape(len(directions), -1)
            q = b[of_b % groups != g].reshape(len(directions), -1)
            left_out.append(((p - q) ** 2).mean())
        return ((a - b) ** 2).mean(1), torch.stack(left_out)

    distances = maybe_compiled(job, distances)

    def run():
        whole, left_out = distances(directions)
        left_out.var()
        return whole.mean().reshape(1)
    return run


def matmul(job):
    n = job["numbers"]["size"]
    a, b = tensor(job, "a", n, n), tensor(job, "b", n, n)
    if job["variant"] == "onnxruntime":
        return onnx_matmul(a.numpy(), b.numpy())
    into = torch.empty(n, n, device=DEVICE)

    def run():
        torch.mm(a, b, out=into)
        return into
    return run


def varint(n):
    out = b""
    while n > 127:
        out, n = out + bytes([n & 127 | 128]), n >> 7
    return out + bytes([n])


def field(number, content):
    """One field of a protocol buffer: a number or what is inside."""
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    content = content.encode() if isinstance(content, str) else content
    return varint(number << 3 | 2) + varint(len(content)) + content


def onnx_matmul(a, b):
    """A graph of one product, b a constant as weights are, written by hand: the package onnx may not be there."""
    def described(name):
        sides = b"".join(field(1, field(1, n)) for n in a.shape)
        return field(1, name) + field(2, field(1, field(1, 1) + field(2, sides)))
    node = field(1, "a") + field(1, "b") + field(2, "c") + field(4, "MatMul")
    weight = b"".join(field(1, n) for n in b.shape) + field(2, 1) + field(8, "b") + field(9, b.tobytes())
    graph = field(1, node) + field(2, "product") + field(5, weight) + field(11, described("a")) + field(12, described("c"))
    model = field(1, 8) + field(7, graph) + field(8, field(1, "") + field(2, 17))
    session = onnx_session(model)
    return lambda: session.run(None, {"a": a})[0]


def onnx_session(model):
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def onnx_call(job):
    """One call of a network by the Python of ONNX Runtime."""
    numbers = job["numbers"]
    session = onnx_session(numbers["model"])
    sample = array(job, "state").astype(np.float32).reshape(numbers["shape"])
    batch = len(sample)
    given = {"sample": sample, "timestep": np.full(batch, numbers["label"], np.float32),
             "class_labels": np.full(batch, numbers["class"], np.int64)}
    return lambda: session.run(None, given)[0]


def ideal_denoiser(job):
    """E[x0 | x] of data points with equal weights: two products and a softmax between them."""
    numbers = job["numbers"]
    data, x = tensor(job, "data", -1, numbers["dimension"]), tensor(job, "state", -1, numbers["dimension"])
    alpha, sigma, norms = numbers["alpha"], numbers["sigma"], (data * data).sum(1)

    def evaluate(x):
        logits = (2 * alpha * (x @ data.T) - alpha * alpha * norms) / (2 * sigma * sigma)
        return torch.softmax(logits, dim=1) @ data

    evaluate = maybe_compiled(job, evaluate)
    return lambda: evaluate(x)


def onnx_weights(path):
    """Initialisers of an ONNX file by name, in the order of the file."""
    def fields(data):
        at = 0

        def number():
            nonlocal at
            value = shift = 0
            while True:
                byte = data[at]
                at += 1
                value |= (byte & 127) << shift
                shift += 7
                if byte < 128:
                    return value
        while at < len(data):
            key = number()
            if key & 7 == 0:
                yield key >> 3, number()
            elif key & 7 == 2:
                size = number()
                yield key >> 3, data[at:at + size]
                at += size
            else:
                at += 4 if key & 7 == 5 else 8
                yield key >> 3, None

    with open(path, "rb") as file:
        graph = next(content for number, content in fields(memoryview(file.read())) if number == 7)
    found = {}
    for number, content in fields(graph):
        if number == 5:
            parts = list(fields(content))
            dims = [value for n, value in parts if n == 1]
            name = bytes(next(value for n, value in parts if n == 8)).decode()
            raw = [value for n, value in parts if n == 9]
            kind = next(value for n, value in parts if n == 2)
            if raw and kind == 1:
                found[name] = torch.from_numpy(np.frombuffer(raw[0], "<f4").copy()).reshape(dims)
    return found


def bundled_network(numbers):
    """The network as its training script writes it, with the weights of the ONNX file. Group norms lost their names in the
    export: they stand in the order in which they are evaluated."""
    sys.path.insert(0, numbers["training"])
    for name in ("PIL", "onnx"):  # what training and export need and the network does not
        if importlib.util.find_spec(name) is None:
            sys.modules[name] = mock.MagicMock()
    module = __import__(numbers["module"])
    net = getattr(module, numbers["network"])()
    weights = onnx_weights(numbers["model"])
    norms = [w.flatten() for name, w in weights.items() if name.startswith("onnx::")]
    pairs = iter(zip(norms[::2], norms[1::2]))
    own = dict(net.named_parameters()) | dict(net.named_buffers())
    for name, weight in weights.items():
        if name in own:
            own[name].data.copy_(weight.reshape(own[name].shape))
    order = []
    hooks = [m.register_forward_hook(lambda m, *_: order.append(m)) for m in net.modules()
             if isinstance(m, torch.nn.GroupNorm)]
    net.eval()(torch.zeros([1, *numbers["shape"][1:]]), torch.zeros(1), torch.zeros(1, dtype=torch.int64))
    for hook in hooks:
        hook.remove()
    for norm in order:
        scale, bias = next(pairs)
        norm.weight.data.copy_(scale)
        norm.bias.data.copy_(bias)
    return net.to(DEVICE)


def network_ddim(job):
    """The loop of diffusers: for each level the network, then the scheduler's step on tensors."""
    numbers = job["numbers"]
    net = maybe_compiled(job, bundled_network(numbers))
    state = array(job, "state").astype(np.float32).reshape(numbers["shape"])
    classes = torch.full([len(state)], numbers["class"], dtype=torch.int64, device=DEVICE)
    alphas, sigmas, labels = numbers["alphas"], numbers["sigmas"], numbers["labels"]

    def run():
        x = torch.from_numpy(state).to(DEVICE)
        for i in range(len(alphas) - 1):
            timestep = torch.full([len(state)], labels[i], device=DEVICE)
            output = net(x, timestep, classes)
            x0 = alphas[i] * x - sigmas[i] * output
            eps = sigmas[i] * x + alphas[i] * output
            x = alphas[i + 1] * x0 + sigmas[i + 1] * eps
        return x.cpu()
    return run


KINDS = {f.__name__: f for f in (mixture_ddim, mlp_heun, energy, mmd, sliced_wasserstein, matmul, onnx_call,
                                 ideal_denoiser, network_ddim)}


def hello(request):
    global DEVICE
    if MISSING:
        raise RuntimeError(MISSING)
    torch.set_num_threads(request["threads"])
    DEVICE = "cuda" if request.get("cuda") and torch.cuda.is_available() else "cpu"
    try:
        import onnxruntime
        runtime = onnxruntime.__version__
    except ImportError:
        runtime = ""
    compiler = shutil.which(os.environ.get("CXX", "g++")) or shutil.which("clang++") or ""
    return {"python": sys.version.split()[0], "torch": torch.__version__, "numpy": np.__version__, "device": DEVICE,
            "onnxruntime": runtime, "compiler": compiler, "threads": torch.get_num_threads()}


def prepare(job):
    if job["variant"] == "compile" and DEVICE == "cpu" and not shutil.which(os.environ.get("CXX", "g++")) \
            and not shutil.which("clang++"):
        raise RuntimeError("torch.compile needs a C++ compiler, and none was found")
    run = KINDS[job["kind"]](job)
    result = run()
    numbers = result.detach().cpu().numpy() if isinstance(result, torch.Tensor) else result
    np.ascontiguousarray(numbers, dtype="<f8").tofile(job["into"])
    VARIANTS[job["variant"]] = run
    return {}


def rounds(request):
    run, calls = VARIANTS[request["variant"]], request["calls"]
    start = time.perf_counter()
    for _ in range(calls):
        run()
    if DEVICE == "cuda":
        torch.cuda.synchronize()
    return {"seconds": (time.perf_counter() - start) / calls}


def forget(_):
    VARIANTS.clear()
    return {}


def main():
    todo = {"hello": hello, "prepare": prepare, "round": rounds, "forget": forget}
    for line in sys.stdin:
        try:
            request = json.loads(line)
            if MISSING:
                answer = hello(request)
            else:
                with torch.inference_mode():
                    answer = todo[request["do"]](request)
            answer = {"ok": True} | answer
        except Exception as e:
            answer = {"ok": False, "why": f"{type(e).__name__}: {e}".splitlines()[0][:300]}
        ANSWERS.write(json.dumps(answer) + "\n")
        ANSWERS.flush()


main()
