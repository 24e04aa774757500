using Autograd.Kernels;

namespace Autograd.Onnx;

/// <summary>Normalizations.</summary>
internal sealed partial class OperationTable
{
    private void AddNormalizations()
    {
        Add("LayerNormNode", LayerNorm);
        Add("ChannelNormNode", ChannelNorm);
    }

    private static Value LayerNorm(OpWriter op)
    {
        var (shape, eps) = (op.Get<Shape>("normalizedShape"), op.Get<double>("eps"));
        if (op.Get<bool>("centers"))
        {
            var scale = op.InIfAny(1) ?? op.Constant(Tensor.Ones([.. shape.Sizes], op.OutType), "ones");
            return op.Emit("LayerNormalization", [op.In(0), scale, op.InIfAny(2)], ("axis", -(long)shape.Count), ("epsilon", eps));
        }

        var axes = op.Ints([.. Enumerable.Range(1, shape.Count).Select(d => -(long)d)]);
        var squares = op.Emit("ReduceMean", [op.Emit("Mul", op.In(0), op.In(0)), axes], ("keepdims", 1L));
        var root = op.Emit("Sqrt", op.Emit("Add", squares, op.Number(eps, op.OutType)));
        var result = op.Emit("Div", op.In(0), root);
        return op.InIfAny(1) is { } weight ? op.Emit("Mul", result, weight) : result;
    }

    private static Value ChannelNorm(OpWriter op)
    {
        var groups = (op.GetEach<ChannelGroups>("groups") ?? throw op.Unsupported("its groups were not recorded"))[0];
        var (channels, eps) = (groups.Channels, op.Get<double>("eps"));
        if (op.Get<bool>("isGiven"))
        {
            var (mean, variance) = (op.Cast(op.Extra("givenMean"), op.OutType), op.Cast(op.Extra("givenVariance"), op.OutType));
            return op.Emit("BatchNormalization", [op.In(0), Weight(op, channels), Bias(op, channels), mean, variance], ("epsilon", eps));
        }

        if (groups.IsAcrossSamples) return BatchStatistics(op, channels, eps);
        if (groups.PerGroup == 1 && op.Op.Name != "NativeGroupNormBackward0" && op.InShape(0).Length > 2)
            return op.Emit("InstanceNormalization", [op.In(0), Weight(op, channels), Bias(op, channels)], ("epsilon", eps));

        // A group is one channel of the same elements.
        var count = channels / groups.PerGroup;
        var flat = op.Emit("Reshape", op.In(0), op.Ints(0, count, -1));
        var normal = op.Emit("InstanceNormalization", [flat, Filled(op, count, 1), Filled(op, count, 0)], ("epsilon", eps));
        return Affine(op, op.Reshape(normal, null, op.OutShape()));
    }

    // The statistics of the batch itself, for a norm that keeps none.
    private static Value BatchStatistics(OpWriter op, int channels, double eps)
    {
        var axes = op.Ints([.. Enumerable.Range(0, op.InShape(0).Length).Where(d => d != 1).Select(d => (long)d)]);
        var deviations = op.Emit("Sub", op.In(0), op.Emit("ReduceMean", [op.In(0), axes], ("keepdims", 1L)));
        var variance = op.Emit("ReduceMean", [op.Emit("Mul", deviations, deviations), axes], ("keepdims", 1L));
        return Affine(op, op.Emit("Div", deviations, op.Emit("Sqrt", op.Emit("Add", variance, op.Number(eps, op.OutType)))));
    }

    private static Value Affine(OpWriter op, Value x)
    {
        long[] dims = [.. Enumerable.Range(1, op.InShape(0).Length - 2).Select(d => (long)d)];
        if (op.InIfAny(1) is { } weight) x = op.Emit("Mul", x, op.Unsqueeze(weight, dims));
        return op.InIfAny(2) is { } bias ? op.Emit("Add", x, op.Unsqueeze(bias, dims)) : x;
    }

    private static Value Weight(OpWriter op, int channels) => op.InIfAny(1) ?? Filled(op, channels, 1);

    private static Value Bias(OpWriter op, int channels) => op.InIfAny(2) ?? Filled(op, channels, 0);

    private static Value Filled(OpWriter op, int count, int value) =>
        op.Constant(Tensor.Full([count], value, op.OutType), value == 1 ? "ones" : "zeros");
}
