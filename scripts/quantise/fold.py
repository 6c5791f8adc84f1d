"""Rewrites the PP-OCRv4 graphs without changing what they compute.

Paddle's exporter leaves the learnable scale and shift around every activation, and hard-swish, as seven element-wise
passes over the feature map that no layout-aware kernel of ONNX Runtime takes, so that the map is re-ordered before and
after each. Here scale, shift and batch normalisation go into the neighbouring convolution, and hard-swish becomes
x * HardSigmoid(x), which stays in the convolution's blocked layout.
"""
import numpy as np
import onnx
from onnx import helper, numpy_helper


class Graph:
    def __init__(self, model):
        self.model = model
        self.consts = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
        self.nodes = []
        for node in model.graph.node:
            if node.op_type == "Constant":
                self.consts[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
            else:
                self.nodes.append(node)
        self.outputs = {o.name for o in model.graph.output}
        self.fresh = 0

    def users(self, name):
        return [n for n in self.nodes if name in n.input]

    def maker(self, name):
        return next((n for n in self.nodes if name in n.output), None)

    def only_user(self, name, op):
        users = self.users(name)
        return users[0] if len(users) == 1 and users[0].op_type == op and name not in self.outputs else None

    def other(self, node, name):
        """The constant a binary node joins to `name`, or None."""
        rest = [i for i in node.input if i != name]
        return self.consts.get(rest[0]) if len(rest) == 1 else None

    def const(self, value):
        self.fresh += 1
        name = f"folded_{self.fresh}"
        self.consts[name] = np.asarray(value, dtype=np.float32)
        return name

    def replace(self, old, new):
        """Everyone who read `old` reads `new`."""
        for n in self.nodes:
            for i, name in enumerate(n.input):
                if name == old:
                    n.input[i] = new

    def drop(self, *nodes):
        self.nodes = [n for n in self.nodes if not any(n is d for d in nodes)]

    def finish(self):
        graph = self.model.graph
        used = {i for n in self.nodes for i in n.input}
        del graph.node[:], graph.initializer[:]
        graph.node.extend(self.nodes)
        graph.initializer.extend(numpy_helper.from_array(np.ascontiguousarray(v), k) for k, v in self.consts.items() if k in used)
        del graph.value_info[:]
        onnx.checker.check_model(self.model)
        return self.model


def affine_after(g, name):
    """(nodes, scale, shift, output) of `scale * x + shift` with one-element constants right after `name`."""
    mul = g.only_user(name, "Mul")
    scale = g.other(mul, name) if mul is not None else None
    if scale is None or scale.size != 1:
        return None
    add = g.only_user(mul.output[0], "Add")
    shift = g.other(add, mul.output[0]) if add is not None else None
    if shift is None or shift.size != 1:
        return None
    return [mul, add], float(scale.ravel()[0]), float(shift.ravel()[0]), add.output[0]


def bias_of(g, conv):
    return g.consts[conv.input[2]] if len(conv.input) > 2 else np.zeros(g.consts[conv.input[1]].shape[0], np.float32)


def set_conv(g, conv, weight, bias):
    inputs = [conv.input[0], g.const(weight), g.const(bias)]
    del conv.input[:]
    conv.input.extend(inputs)


def fold_after_conv(g):
    """Batch normalisation, and scale and shift, into the convolution before them."""
    for conv in [n for n in g.nodes if n.op_type == "Conv"]:
        norm = g.only_user(conv.output[0], "BatchNormalization")
        if norm is not None:
            gamma, beta, mean, var = (g.consts[i].astype(np.float64) for i in norm.input[1:5])
            eps = next(a.f for a in norm.attribute if a.name == "epsilon")
            k = gamma / np.sqrt(var + eps)
            set_conv(g, conv, g.consts[conv.input[1]] * k[:, None, None, None], (bias_of(g, conv) - mean) * k + beta)
            g.replace(norm.output[0], conv.output[0])
            g.drop(norm)
        found = affine_after(g, conv.output[0])
        if found:
            nodes, scale, shift, out = found
            set_conv(g, conv, g.consts[conv.input[1]].astype(np.float64) * scale, bias_of(g, conv).astype(np.float64) * scale + shift)
            g.replace(out, conv.output[0])
            g.drop(*nodes)


def fold_hard_swish(g):
    """x * clip(x + 3, 0, 6) / 6, as exported, into x * HardSigmoid(x)."""
    for clip in [n for n in g.nodes if n.op_type == "Clip"]:
        add = g.maker(clip.input[0])
        if add is None or add.op_type != "Add":
            continue
        x = next(i for i in add.input if i not in g.consts)
        mul = g.only_user(clip.output[0], "Mul")
        div = g.only_user(mul.output[0], "Div") if mul is not None and x in mul.input else None
        if div is None:
            continue
        gate = helper.make_node("HardSigmoid", [x], [clip.output[0]], alpha=1 / 6, beta=0.5)
        product = helper.make_node("Mul", [x, clip.output[0]], [div.output[0]])
        g.nodes[next(i for i, n in enumerate(g.nodes) if n is div)] = product
        g.nodes[next(i for i, n in enumerate(g.nodes) if n is clip)] = gate
        g.drop(add, mul)


def fold_before_conv(g):
    """Scale and shift after an activation into the convolutions that read it; a shift that zero padding would feel stays, as a normalisation."""
    for product in [n for n in g.nodes if n.op_type == "Mul"]:
        found = affine_after(g, product.output[0])
        if not found:
            continue
        nodes, scale, shift, out = found
        readers = g.users(out)
        plain = [n for n in readers if n.op_type == "Conv" and not any(next((list(a.ints) for a in n.attribute if a.name == "pads"), [0]))]
        if len(plain) == len(readers):
            for conv in readers:
                weight = g.consts[conv.input[1]].astype(np.float64)
                set_conv(g, conv, weight * scale, bias_of(g, conv) + shift * weight.sum(axis=(1, 2, 3)))
            g.replace(out, product.output[0])
            g.drop(*nodes)
            continue
        source = next(m for m in map(g.maker, product.input) if m is not None and m.op_type == "Conv")
        width = g.consts[source.input[1]].shape[0]
        ones, zeros = np.ones(width, np.float32), np.zeros(width, np.float32)
        norm = helper.make_node("BatchNormalization", [product.output[0], g.const(ones * scale), g.const(ones * shift), g.const(zeros), g.const(ones)], [out], epsilon=0.0)
        g.nodes[next(i for i, n in enumerate(g.nodes) if n is nodes[1])] = norm
        g.drop(nodes[0])


def drop_times_one(g):
    for mul in [n for n in g.nodes if n.op_type == "Mul"]:
        for i, name in enumerate(mul.input):
            if name in g.consts and g.consts[name].size == 1 and float(g.consts[name].ravel()[0]) == 1.0:
                g.replace(mul.output[0], mul.input[1 - i])
                g.drop(mul)
                break


def fold_gate(g):
    """x + x * gate, gate one number a channel, into x * (1 + gate): one pass over the map instead of two."""
    for mul in [n for n in g.nodes if n.op_type == "Mul"]:
        gate = next((m for m in map(g.maker, mul.input) if m is not None and m.op_type == "HardSigmoid"), None)
        pool = gate is not None and g.maker(gate.input[0])
        add = g.only_user(mul.output[0], "Add")
        x = next(i for i in mul.input if gate is None or i not in gate.output)
        if not pool or pool.op_type != "Conv" or add is None or x not in add.input:
            continue
        more = helper.make_node("Add", [gate.output[0], g.const([1.0])], [mul.output[0] + "_gate"])
        product = helper.make_node("Mul", [x, more.output[0]], [add.output[0]])
        at = next(i for i, n in enumerate(g.nodes) if n is mul)
        g.nodes[at : at + 1] = [more, product]
        g.drop(add)


def unfold_transposed(g):
    """The detector's head, two 2x2 transposed convolutions of stride 2, as 1x1 convolutions on the small map; pixels are dealt out at the very end."""
    first = next((n for n in g.nodes if n.op_type == "ConvTranspose"), None)
    if first is None:
        return
    shift = g.only_user(first.output[0], "Add")
    norm = g.only_user(shift.output[0], "BatchNormalization")
    relu = g.only_user(norm.output[0], "Relu")
    second = g.only_user(relu.output[0], "ConvTranspose")
    last = g.only_user(second.output[0], "Add")
    sigmoid = g.only_user(last.output[0], "Sigmoid")
    gamma, beta, mean, var = (g.consts[i].astype(np.float64) for i in norm.input[1:5])
    k = gamma / np.sqrt(var + next(a.f for a in norm.attribute if a.name == "epsilon"))
    w1 = g.consts[first.input[1]].astype(np.float64)  # in, out, 2, 2
    b1 = (g.other(shift, first.output[0]).ravel() - mean) * k + beta
    inner, outer = w1.shape[0], w1.shape[1]
    # Output channel = phase * outer + channel, as DepthToSpace (DCR) wants it.
    weight1 = (w1 * k[None, :, None, None]).transpose(2, 3, 1, 0).reshape(4 * outer, inner, 1, 1)
    w2 = g.consts[second.input[1]].astype(np.float64)[:, 0].transpose(1, 2, 0).reshape(4, outer)
    weight2 = np.zeros((16, 4 * outer, 1, 1))
    for phase in range(4):
        weight2[phase * 4 : phase * 4 + 4, phase * outer : (phase + 1) * outer, 0, 0] = w2
    b2 = np.full(16, float(g.other(last, second.output[0]).ravel()[0]))
    out = sigmoid.output[0]
    head = [
        helper.make_node("Conv", [first.input[0], g.const(weight1), g.const(np.tile(b1, 4))], ["head_1"], kernel_shape=[1, 1]),
        helper.make_node("Relu", ["head_1"], ["head_2"]),
        helper.make_node("Conv", ["head_2", g.const(weight2), g.const(b2)], ["head_3"], kernel_shape=[1, 1]),
        helper.make_node("Sigmoid", ["head_3"], ["head_4"]),
        helper.make_node("DepthToSpace", ["head_4"], ["head_5"], blocksize=2, mode="DCR"),
        helper.make_node("DepthToSpace", ["head_5"], [out], blocksize=2, mode="DCR"),
    ]
    g.drop(first, shift, norm, relu, second, last, sigmoid)
    g.nodes.extend(head)


def halve(g, least=256):
    """Keeps large weights as half floats in the file; ONNX Runtime widens them once, when it loads the model."""
    casts = []
    for node in g.nodes:
        if node.op_type not in ("Conv", "MatMul"):
            continue
        for i, name in enumerate(node.input[:2]):
            if name in g.consts and g.consts[name].dtype == np.float32 and g.consts[name].size >= least:
                half = g.consts[name].astype(np.float16)
                g.consts[name + "_half"] = half
                casts.append(helper.make_node("Cast", [name + "_half"], [name + "_wide"], to=onnx.TensorProto.FLOAT))
                node.input[i] = name + "_wide"
    g.nodes[:0] = list({c.output[0]: c for c in casts}.values())


def fold(model, half=False):
    g = Graph(model)
    fold_after_conv(g)
    fold_hard_swish(g)
    fold_before_conv(g)
    fold_gate(g)
    unfold_transposed(g)
    drop_times_one(g)
    if half:
        halve(g)
    return g.finish()
