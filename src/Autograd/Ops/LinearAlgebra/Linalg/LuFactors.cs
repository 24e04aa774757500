using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

/// <summary>The P·L·U factors of a batch of square matrices, for solving systems of equations.</summary>
internal sealed class LuFactors
{
    private readonly Tensor _matrices;
    private readonly Shape _batch;
    private readonly int _n;
    private readonly int[] _pivots;

    private LuFactors(Tensor matrices)
    {
        _matrices = matrices;
        _batch = Shape.Create(matrices.Shape.Sizes[..^2]);
        _n = matrices.Shape.Sizes[^1];
        _pivots = new int[_batch.Numel * _n];
        ZeroPivots = new int[_batch.Numel];
    }

    /// <summary>
    /// For each matrix, the index of the first zero on the diagonal of U, which makes it singular; or −1.
    /// </summary>
    public int[] ZeroPivots { get; }

    /// <summary>Factors square matrices.</summary>
    public static LuFactors Of(Tensor a)
    {
        var factors = new LuFactors(a.Detach().Clone());
        if (a.DType == DType.Float32) factors.Factor<float>();
        else factors.Factor<double>();
        return factors;
    }

    /// <summary>The index of the first singular matrix, or −1.</summary>
    public int FirstSingular() => Array.FindIndex(ZeroPivots, pivot => pivot >= 0);

    /// <summary>
    /// Returns the least ratio of the smallest pivot or singular value to the greatest for which inverses are accurate
    /// to half of the digits; for higher orders, also after they are differentiated, where powers of them cancel.
    /// </summary>
    public static double LeastRatio(DType dtype, bool higherOrders) =>
        (dtype, higherOrders) switch
        {
            (DType.Float32, false) => 3e-4,
            (DType.Float32, true) => 1e-2,
            (_, false) => 1.5e-8,
            _ => 1e-4,
        };

    /// <summary>
    /// True if a matrix is far from singular: its pivots are of similar size, by <see cref="LeastRatio"/>.
    /// </summary>
    public bool IsRegular(int index, bool higherOrders)
    {
        var (least, greatest) = (double.PositiveInfinity, 0.0);
        for (var i = 0; i < _n; i++)
        {
            var pivot = Math.Abs(Pivot(index, i));
            if (!double.IsFinite(pivot)) return true;
            (least, greatest) = (Math.Min(least, pivot), Math.Max(greatest, pivot));
        }

        return _n == 0 || least > greatest * LeastRatio(_matrices.DType, higherOrders);
    }

    /// <summary>Returns the signs of the determinants, and their magnitudes or the logarithms of these.</summary>
    public (Tensor Sign, Tensor Magnitude) Determinants(bool logarithm)
    {
        var (sign, magnitude) = (Tensor.Uninitialized(_batch, _matrices.DType), Tensor.Uninitialized(_batch, _matrices.DType));
        if (_matrices.DType == DType.Float32) Determinants<float>(sign, magnitude, logarithm);
        else Determinants<double>(sign, magnitude, logarithm);
        return (sign, magnitude);
    }

    /// <summary>
    /// Solves A·X = B, or Aᵀ·X = B, for a contiguous B to whose batch shape this batch broadcasts, and overwrites B
    /// with X.
    /// </summary>
    public void SolveInPlace(Tensor b, bool transpose)
    {
        if (b.DType == DType.Float32) SolveInPlace<float>(b, transpose);
        else SolveInPlace<double>(b, transpose);
    }

    private double Pivot(int index, int row)
    {
        var at = index * _n * _n + row * (_n + 1);
        using var matricesData = _matrices.Read();
        return _matrices.DType == DType.Float32 ? matricesData.Span<float>()[at] : matricesData.Span<double>()[at];
    }

    private void Factor<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var matricesData = _matrices.Write();
        var data = matricesData.Span<T>();
        for (var i = 0; i < ZeroPivots.Length; i++)
            ZeroPivots[i] = LuFactor.Run(data.Slice(i * _n * _n, _n * _n), _n, _n, _pivots.AsSpan(i * _n, _n));
    }

    private void Determinants<T>(Tensor sign, Tensor magnitude, bool logarithm) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var matricesData = _matrices.Read();
        var data = matricesData.Span<T>();
        using var signData = sign.Write();
        var signs = signData.Span<T>();
        using var magnitudeData = magnitude.Write();
        var magnitudes = magnitudeData.Span<T>();
        for (var i = 0; i < signs.Length; i++)
        {
            var s = LuFactor.IsOdd(_pivots.AsSpan(i * _n, _n)) ? -T.One : T.One;
            var y = logarithm ? 0.0 : 1.0;
            for (var k = 0; k < _n; k++)
            {
                var pivot = data[i * _n * _n + k * (_n + 1)];
                s *= pivot == T.Zero ? T.Zero : T.IsNaN(pivot) ? pivot : T.CopySign(T.One, pivot);
                var size = double.CreateTruncating(T.Abs(pivot));
                y = logarithm ? y + Math.Log(size) : y * size;
            }

            (signs[i], magnitudes[i]) = (s, T.CreateTruncating(y));
        }
    }

    private void SolveInPlace<T>(Tensor b, bool transpose) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var batch = Shape.Create(b.Shape.Sizes[..^2]);
        var columns = b.Shape.Sizes[^1];
        using var matricesData = _matrices.Read();
        var lu = matricesData.Span<T>();
        using var bData = b.Write();
        var data = bData.Span<T>();
        var size = _n * columns;

        // Matrices that broadcast are factored once; this is the index of the factored matrix for each element of the
        // batch.
        var matrixIndices = batch.Equals(_batch)
            ? null
            : Tensor.Arange(_batch.Numel).ReshapeTo(_batch).ExpandTo(batch).ToArray<long>();
        for (var i = 0; i < batch.Numel; i++)
        {
            var from = matrixIndices is null ? i : (int)matrixIndices[i];
            LuFactor.Solve<T>(
                transpose, _n, columns, lu.Slice(from * _n * _n, _n * _n), _pivots.AsSpan(from * _n, _n), data.Slice(i * size, size));
        }
    }
}
