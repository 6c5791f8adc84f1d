"""quantise.py MODELS_DIR INPUTS_DIR OUT_DIR [--lines N]

Writes OUT_DIR/det.onnx and rec.onnx (the same sums in fewer passes, see fold.py) and rec-int8.onnx (its larger 1x1 convolutions
in 8 bits). MODELS_DIR holds the PP-OCRv4 models, INPUTS_DIR what dump-inputs.ts wrote from generated pages.
Needs: pip install onnx onnxruntime numpy."""
import argparse
import json
import os
import tempfile

import numpy as np
import onnx
from onnx import version_converter
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static

from fold import Graph, fold, halve


def lines_of(folder, most):
    """Recogniser inputs spread evenly over the pages."""
    widths = json.load(open(os.path.join(folder, "inputs.json")))["rec"]
    grey = np.memmap(os.path.join(folder, "rec.bin"), np.uint8)
    starts = np.concatenate([[0], np.cumsum(np.array(widths, np.int64) * 48)])
    for i in np.linspace(0, len(widths) - 1, min(most, len(widths))).astype(int):
        x = grey[starts[i] : starts[i + 1]].reshape(48, widths[i]).astype(np.float32) / 127.5 - 1
        yield np.ascontiguousarray(np.broadcast_to(x, (1, 3, 48, widths[i])))


class Lines(CalibrationDataReader):
    def __init__(self, lines, name):
        self.feeds = ({name: x} for x in lines)

    def get_next(self):
        return next(self.feeds, None)


def large_pointwise(model, least=64):
    """The 1x1 convolutions between maps of many channels: nearly all of the time, and least of the harm."""
    shapes = {i.name: list(i.dims) for i in model.graph.initializer}
    return [n.name for n in model.graph.node if n.op_type == "Conv" and shapes[n.input[1]][2:] == [1, 1] and min(shapes[n.input[1]][:2]) >= least]


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("models")
    args.add_argument("inputs")
    args.add_argument("out")
    args.add_argument("--lines", type=int, default=300)
    args.add_argument("--skip", type=int, default=0, help="leave the first N of these convolutions in floating point")
    given = args.parse_args()
    load = lambda name: onnx.load(os.path.join(given.models, name))
    save = lambda model, name: onnx.save(model, os.path.join(given.out, name))
    os.makedirs(given.out, exist_ok=True)
    save(fold(load("ch_PP-OCRv4_det_infer.onnx"), half=True), "det.onnx")
    save(fold(load("ch_PP-OCRv4_rec_infer.onnx"), half=True), "rec.onnx")

    with tempfile.TemporaryDirectory() as work:
        plain, small = os.path.join(work, "plain.onnx"), os.path.join(work, "small.onnx")
        model = fold(version_converter.convert_version(load("ch_PP-OCRv4_rec_infer.onnx"), 13))
        onnx.save(model, plain)
        quantize_static(
            plain, small, Lines(lines_of(given.inputs, given.lines), model.graph.input[0].name), quant_format=QuantFormat.QOperator,
            per_channel=True, reduce_range=False, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
            nodes_to_quantize=large_pointwise(model)[given.skip :], calibrate_method=CalibrationMethod.MinMax,
        )
        g = Graph(onnx.load(small))
        halve(g)
        save(g.finish(), "rec-int8.onnx")


if __name__ == "__main__":
    main()
