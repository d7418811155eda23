"""Networks in one file that are exact for Gaussian data, written out as graphs: no weights, so that what they should
sample is known.

Data are N(mean, deviation^2) in each of three numbers. `edm.onnx` is F of Karras et al. 2022 between its scalings, told
`c_noise`; `flow.onnx` predicts `eps - x0` on the straight path, told its time as a whole number of thousandths.
"""

from pathlib import Path

import onnx
from onnx import TensorProto, helper

OUT = Path(__file__).parents[2] / "core" / "src" / "test" / "resources" / "networks"
MEAN, DEVIATION = [0.5, -1.0, 2.0], 0.25
OPSET, IR = 17, 8


def constant(name: str, values: list[float]) -> onnx.TensorProto:
    return helper.make_tensor(name, TensorProto.FLOAT, [len(values)], values)


def save(name: str, nodes: list, constants: list, time: tuple[str, int], sample: str, output: str) -> None:
    graph = helper.make_graph(
        nodes, name,
        [helper.make_tensor_value_info(sample, TensorProto.FLOAT, ["batch", 3]),
         helper.make_tensor_value_info(time[0], time[1], ["batch"])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", 3])], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)
    onnx.checker.check_model(model, full_check=True)
    OUT.mkdir(parents=True, exist_ok=True)
    onnx.save(model, OUT / f"{name}.onnx")


def edm() -> None:
    """D = mean + d^2 / (d^2 + s^2) (x - mean), so F = s mean / (d sqrt(s^2 + d^2)), whatever x: with sigma_data = d."""
    node = helper.make_node
    save("edm", [
        node("Mul", ["c_noise", "four"], ["log"]), node("Exp", ["log"], ["s"]), node("Mul", ["s", "s"], ["ss"]),
        node("Add", ["ss", "dd"], ["sum"]), node("Sqrt", ["sum"], ["root"]), node("Mul", ["root", "d"], ["below"]),
        node("Div", ["s", "below"], ["factor"]), node("Unsqueeze", ["factor", "axis"], ["column"]),
        node("Mul", ["column", "mean"], ["wide"]), node("Mul", ["x", "zero"], ["none"]),
        node("Add", ["wide", "none"], ["F_x"])],
        [constant("four", [4.0]), constant("d", [DEVIATION]), constant("dd", [DEVIATION**2]), constant("mean", MEAN),
         constant("zero", [0.0]), helper.make_tensor("axis", TensorProto.INT64, [1], [1])],
        ("c_noise", TensorProto.FLOAT), "x", "F_x")


def flow() -> None:
    """D = mean + a d^2 / (a^2 d^2 + t^2) (x - a mean) with a = 1 - t, and u = (x - D) / t."""
    node = helper.make_node
    save("flow", [
        node("Cast", ["timestep"], ["whole"], to=TensorProto.FLOAT), node("Mul", ["whole", "thousandth"], ["flat"]),
        node("Unsqueeze", ["flat", "axis"], ["t"]), node("Sub", ["one", "t"], ["a"]),
        node("Mul", ["a", "mean"], ["am"]), node("Sub", ["sample", "am"], ["centred"]),
        node("Mul", ["a", "a"], ["aa"]), node("Mul", ["aa", "dd"], ["aadd"]), node("Mul", ["t", "t"], ["tt"]),
        node("Add", ["aadd", "tt"], ["below"]), node("Mul", ["a", "dd"], ["above"]),
        node("Div", ["above", "below"], ["gain"]), node("Mul", ["gain", "centred"], ["moved"]),
        node("Add", ["moved", "mean"], ["D"]), node("Sub", ["sample", "D"], ["noise"]),
        node("Div", ["noise", "t"], ["velocity"])],
        [constant("thousandth", [0.001]), constant("one", [1.0]), constant("dd", [DEVIATION**2]), constant("mean", MEAN),
         helper.make_tensor("axis", TensorProto.INT64, [1], [1])],
        ("timestep", TensorProto.INT64), "sample", "velocity")


if __name__ == "__main__":
    edm()
    flow()
