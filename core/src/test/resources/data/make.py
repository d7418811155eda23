"""Writes the small files of arrays that the readers are tested with: python make.py, with numpy and safetensors."""

import numpy as np
from safetensors.numpy import save_file

POINTS = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -3.0], [4.0, 5.0, 6.0], [-0.125, 0.0, 1.0]])
LABELS = np.array([7, 3, 7, 3])
PICTURES = np.arange(2 * 4 * 2 * 1, dtype=np.uint8).reshape(2, 4, 2, 1) * 15

np.savez("points.npz", x=POINTS, y=LABELS)
np.savez_compressed("pictures.npz", images=PICTURES, labels=np.array([1, 0], dtype=np.uint8))
np.savez("two.npz", a=POINTS, b=POINTS)
for name, dtype in (("f64", np.float64), ("f32", np.float32), ("f16", np.float16)):
    save_file({"points": POINTS.astype(dtype), "labels": LABELS}, f"points-{name}.safetensors",
              metadata={"format": "np", "note": "a \"quoted\" {brace}"})
# numpy has no bfloat16: the upper half of float32, which these numbers fit into.
bf16 = (POINTS.astype(np.float32).view(np.uint32) >> 16).astype(np.uint16)
header = ('{"points":{"dtype":"BF16","shape":[4,3],"data_offsets":[0,24]}}').encode()
with open("points-bf16.safetensors", "wb") as f:
    f.write(len(header).to_bytes(8, "little") + header + bf16.tobytes())
