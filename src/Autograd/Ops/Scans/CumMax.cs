using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The running maxima along a dimension, and their indices. Of equal elements the last is taken; from the first NaN
    /// on, all are NaN.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <returns>The elements, and their Int64 indices.</returns>
    /// <remarks>Gradient: g added to the elements at the indices.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Values, Tensor Indices) CumMax(int dim) => CumExtremum<Greatest>("CumMax", dim);

    /// <summary>
    /// The running minima along a dimension, and their indices. Of equal elements the last is taken; from the first NaN
    /// on, all are NaN.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <returns>The elements, and their Int64 indices.</returns>
    /// <remarks>Gradient: g added to the elements at the indices.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Values, Tensor Indices) CumMin(int dim) => CumExtremum<Smallest>("CumMin", dim);

    private (Tensor Values, Tensor Indices) CumExtremum<TOrder>(string op, int dim) where TOrder : struct, IExtremum
    {
        var at = _shape.DimOrScalar(dim, op);
        if (_dtype == DType.Bool)
        {
            var (bytes, byteIndices) = AsBytes().CumExtremum<TOrder>(op, dim);
            return (bytes.To(DType.Bool), byteIndices);
        }

        var indices = Uninitialized<long>(_shape);
        var action = new RunningExtremumAction<TOrder>(new OuterDimInner(_shape.Sizes, at), indices);
        var values = ExpandContiguous(_shape).OnNumbers<RunningExtremumAction<TOrder>, Tensor>(op, action);
        if (IsRecorded) new TakeNode(this, new DimSelection(_shape, indices, at), "Cum" + TOrder.Name.ToLowerInvariant()).SetHistory(values);
        return (values, indices);
    }

    private readonly struct RunningExtremumAction<TOrder>(OuterDimInner walk, Tensor indices) : INumberAction<Tensor>
        where TOrder : struct, IExtremum
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var values = Uninitialized<T>(x._shape);
            using var xData = x.Read();
            using var valuesData = values.Write();
            using var indicesData = indices.Write();
            RunningExtremum.Find<T, TOrder>(xData.Span<T>(), walk, valuesData.Span<T>(), indicesData.Span<long>());
            return values;
        }
    }
}
