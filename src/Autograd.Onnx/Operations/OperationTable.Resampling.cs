namespace Autograd.Onnx;

/// <summary>Interpolation.</summary>
internal sealed partial class OperationTable
{
    private void AddResampling() => Add("ResampleNode", Resize);

    private static Value Resize(OpWriter op)
    {
        var (mode, isAligned, scales) = (op.Get<InterpolateMode>("interpolateMode"), op.Get<bool>("alignCorners"), op.Get<double?[]>("scales"));
        var rank = scales.Length;
        if (mode == InterpolateMode.Area) return Adaptive(op, rank, "AveragePool", "ReduceMean");
        var attributes = new List<(string, object)>
        {
            ("mode", mode switch
            {
                InterpolateMode.Nearest or InterpolateMode.NearestExact => "nearest",
                InterpolateMode.Bicubic => "cubic",
                _ => "linear",
            }),
            ("coordinate_transformation_mode", isAligned ? "align_corners" : mode == InterpolateMode.Nearest ? "asymmetric" : "half_pixel"),
        };
        if (mode == InterpolateMode.Nearest) attributes.Add(("nearest_mode", "floor"));
        if (mode == InterpolateMode.NearestExact) attributes.Add(("nearest_mode", "round_prefer_ceil"));
        if (mode == InterpolateMode.Bicubic) attributes.Add(("cubic_coeff_a", op.Get<bool>("antialias") ? -0.5 : -0.75));
        if (op.Get<bool>("antialias")) attributes.Add(("antialias", 1L));

        // Factors give other places than the sizes that they give.
        if (scales.All(scale => scale is not null))
        {
            float[] factors = [1, 1, .. scales.Select(scale => (float)scale!.Value)];
            return op.Emit("Resize", [op.In(0), null, op.Constant(Tensor.From(factors))], [.. attributes]);
        }

        var shape = op.OutShape();
        return op.Emit("Resize", [op.In(0), null, null, op.Sizes([op.InShape(0)[0], op.InShape(0)[1], .. shape[^rank..]])], [.. attributes]);
    }
}
