namespace Autograd.Tests.OpCases;

/// <summary>All rows. An operation without one fails <see cref="CoverageTests"/>.</summary>
internal static partial class OpTable
{
    public static IReadOnlyList<OpCase> All { get; } =
    [
        .. Arithmetic(), .. Elementwise(), .. Special(), .. Rounding(), .. Blending(), .. Activations(),
        .. Reductions(), .. Scans(), .. Ordering(), .. Statistics(),
        .. LinearAlgebra(), .. Products(), .. Einsum(), .. Factorizations(),
        .. Shaping(), .. Rearranging(), .. Padding(), .. Grids(), .. Joining(),
        .. Indexing(), .. Scatter(), .. Assignment(), .. Conversion(),
        .. Losses(), .. PointwiseLosses(), .. MarginLosses(), .. Distances(), .. Bags(), .. Recurrent(), .. Layers(),
        .. Convolutions(), .. Pooling(), .. Normalization(), .. Resampling(), .. Graph(),
    ];

    public static IEnumerable<OpCase> Broadcasting => All.Where(row => row.Broadcasts);

    public static OpCase Named(string name) => All.Single(row => row.Name == name);

    private static OpInput In(params int[] shape) => new(shape);

    private static OpInput Positive(params int[] shape) => new(shape) { Low = 0.2, High = 3 };

    private static OpInput Nonzero(params int[] shape) => new(shape) { Avoid = [0] };

    private static OpInput Between(double low, double high, params int[] shape) => new(shape) { Low = low, High = high };

    private static OpCase Unary(string name, Func<Tensor, Tensor> function, OpInput? input = null) =>
        new(name, x => function(x[0]), input ?? In(2, 3));

    private static OpCase Binary(string name, Func<Tensor, Tensor, Tensor> function, OpInput? a = null, OpInput? b = null) =>
        new(name, x => function(x[0], x[1]), a ?? In(2, 3), b ?? In(2, 3)) { Broadcasts = true };
}
