using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The sum of all elements that are not NaN; Int64 for integers and bools.</summary>
    /// <param name="dtype">The type of the result, to which the elements are converted before they are added.</param>
    /// <remarks>Gradient: g to every element that is not NaN, 0 to the others.</remarks>
    public Tensor NanSum(DType? dtype = null) => NanSum([], dtype: dtype);

    /// <summary>The sums over one dimension of all elements that are not NaN; Int64 for integers and bools.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <param name="dtype">The type of the result, to which the elements are converted before they are added.</param>
    /// <remarks>Gradient: g to every element that is not NaN, 0 to the others.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor NanSum(int dim, bool keepDim = false, DType? dtype = null) => NanSum([dim], keepDim, dtype);

    /// <summary>
    /// The sums over several dimensions of all elements that are not NaN; Int64 for integers and bools.
    /// </summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <param name="dtype">The type of the result, to which the elements are converted before they are added.</param>
    /// <remarks>Gradient: g to every element that is not NaN, 0 to the others.</remarks>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor NanSum(ReadOnlySpan<int> dims, bool keepDim = false, DType? dtype = null) =>
        dtype is { } type ? To(type).NanSum(dims, keepDim).To(type) : WithoutNan().Sum(dims, keepDim);

    /// <summary>The mean of all elements that are not NaN; NaN if there are no such elements.</summary>
    /// <param name="dtype">The type of the result, to which the elements are converted before they are added.</param>
    /// <remarks>Gradient: g/n to each of the n elements that are not NaN, 0 to the others.</remarks>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    public Tensor NanMean(DType? dtype = null) => NanMean([], dtype: dtype);

    /// <summary>The means over one dimension of all elements that are not NaN; NaN where there are none.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <param name="dtype">The type of the result, to which the elements are converted before they are added.</param>
    /// <remarks>Gradient: g/n to each of the n elements that are not NaN, 0 to the others.</remarks>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor NanMean(int dim, bool keepDim = false, DType? dtype = null) => NanMean([dim], keepDim, dtype);

    /// <summary>The means over several dimensions of all elements that are not NaN; NaN where there are none.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <param name="dtype">The type of the result, to which the elements are converted before they are added.</param>
    /// <remarks>
    /// Gradient: g/n to each of the n elements that are not NaN, 0 to the others, even if all are NaN.
    /// </remarks>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor NanMean(ReadOnlySpan<int> dims, bool keepDim = false, DType? dtype = null)
    {
        if (dtype is { } type) return To(type).NanMean(dims, keepDim);
        CheckFloating("NanMean");
        var count = (~IsNan()).Sum(dims, keepDim).To(_dtype);
        return NanSum(dims, keepDim) / count;
    }

    /// <summary>The tensor with every NaN replaced by 0.</summary>
    private Tensor WithoutNan() => _dtype.IsFloatingPoint() ? FloatUnary<WithoutNanOp>() : this;

    private readonly struct WithoutNanOp : IUnaryOp<WithoutNanOp>
    {
        public static string Name => "NanSum";

        public static string NodeName => "WithoutNanBackward0";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            V.Equal(x, x) & x;

        public Tensor Backward(Tensor grad, Tensor saved) => KeepWhere(grad, ~saved.IsNan());
    }
}
