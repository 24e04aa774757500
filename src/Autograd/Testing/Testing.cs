using System.Globalization;

namespace Autograd;

/// <summary>Assertions on tensors for the tests of any framework: <c>torch.testing</c>.</summary>
public static class Testing
{
    /// <summary>
    /// Throws unless both tensors have the same shape and type and |actual − expected| ≤ atol + rtol·|expected| for all
    /// elements; infinities are close to themselves alone. <c>torch.testing.assert_close</c>.
    /// </summary>
    /// <param name="actual">What was computed.</param>
    /// <param name="expected">What it should be, to which the relative tolerance refers.</param>
    /// <param name="rtol">
    /// The relative tolerance; by default that of the elements' type: 1e-3 for Float16, 1.6e-2 for BFloat16, 1.3e-6 for
    /// Float32, 1e-7 for Float64, 0 for others.
    /// </param>
    /// <param name="atol">
    /// The absolute tolerance; by default 1e-7 for Float64, 1e-5 for the other floating types, 0 for others.
    /// </param>
    /// <param name="equalNan">True if NaN is close to NaN.</param>
    /// <param name="checkDType">False to compare tensors of different types, in double precision.</param>
    /// <exception cref="AssertCloseException">They are not close; the message names the worst element.</exception>
    /// <exception cref="ArgumentException">One tolerance is given and the other is not.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance is negative.</exception>
    public static void AssertClose(
        Tensor actual, Tensor expected, double? rtol = null, double? atol = null, bool equalNan = false, bool checkDType = true)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(expected);
        if (rtol is null != atol is null)
            throw new ArgumentException($"AssertClose: {(rtol is null ? "rtol" : "atol")} is missing; give both tolerances or none");
        if (!actual.Shape.Equals(expected.Shape))
            throw new AssertCloseException($"AssertClose: the shapes differ: {actual.Shape} instead of {expected.Shape}");
        if (checkDType && actual.DType != expected.DType)
            throw new AssertCloseException(
                $"AssertClose: the types differ: {actual.DType} instead of {expected.DType}; checkDType: false compares the numbers alone");

        var (relative, absolute) = Tolerances(actual.DType, expected.DType);
        (relative, absolute) = (rtol ?? relative, atol ?? absolute);
        var isClose = actual.CompareClose("AssertClose", expected, relative, absolute, equalNan).ToArray<bool>();
        if (Array.IndexOf(isClose, false) < 0) return;

        var (a, b) = (actual.Data.Double().ToArray<double>(), expected.Data.Double().ToArray<double>());
        var wrong = Enumerable.Range(0, a.Length).Where(i => !isClose[i]).ToArray();

        // NaN has no difference, so it is worse than every number.
        var worst = wrong.MaxBy(i => Math.Abs(a[i] - b[i]) is var d && double.IsNaN(d) ? double.PositiveInfinity : d);
        throw new AssertCloseException(string.Create(
            CultureInfo.InvariantCulture,
            $"AssertClose: {wrong.Length} of {a.Length} elements differ; the worst is {a[worst]} instead of {b[worst]} at {IndexOf(worst, actual.Shape)}"
            + $", a difference of {Math.Abs(a[worst] - b[worst]):G3} where {absolute + relative * Math.Abs(b[worst]):G3} is allowed"));
    }

    private static (double Relative, double Absolute) Tolerances(DType a, DType b)
    {
        var (x, y) = (Of(a), Of(b));
        return (Math.Max(x.Relative, y.Relative), Math.Max(x.Absolute, y.Absolute));

        static (double Relative, double Absolute) Of(DType dtype) => dtype switch
        {
            DType.Float16 => (1e-3, 1e-5),
            DType.BFloat16 => (1.6e-2, 1e-5),
            DType.Float32 => (1.3e-6, 1e-5),
            DType.Float64 => (1e-7, 1e-7),
            _ => (0, 0),
        };
    }

    private static string IndexOf(int position, Shape shape)
    {
        var index = new int[shape.Count];
        for (var d = shape.Count - 1; d >= 0; d--) (position, index[d]) = Math.DivRem(position, shape[d]);
        return $"[{string.Join(", ", index)}]";
    }
}

/// <summary>The exception for tensors that are not close.</summary>
public sealed class AssertCloseException : Exception
{
    internal AssertCloseException(string message)
        : base(message)
    {
    }
}
