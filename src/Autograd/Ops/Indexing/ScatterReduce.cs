using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns a copy in which the elements at the index along one dimension are reduced together with those of the
    /// source: for dim 1, y[i, index[i, j]] = reduce(y[i, index[i, j]], source[i, j]).
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">
    /// Integers, with as many dimensions as the tensor; in every other dimension no larger than it.
    /// </param>
    /// <param name="source">
    /// The elements to combine, of the tensor's type; no smaller than the index in any dimension.
    /// </param>
    /// <param name="reduce">The reduction of the elements that have the same index.</param>
    /// <param name="includeSelf">True if the tensor's own element is one of them.</param>
    /// <remarks>
    /// Gradient: that of the sum, product, mean or extremum at each index. That of a product is right with zeros, and
    /// for any order. That of an extremum is shared evenly by the elements that are equal to it; the tensor's own
    /// element is not among them if it is not included (PyTorch counts it).
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not match, or the types differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    public Tensor ScatterReduce(int dim, Tensor index, Tensor source, ScatterReduction reduce, bool includeSelf = true) =>
        Reduced("ScatterReduce", AlongDim("ScatterReduce", dim, index), SourceFor("ScatterReduce", index, NotNull(source)), reduce, includeSelf);

    /// <summary>
    /// Returns a copy in which the slices at the indices of a list along one dimension are reduced together with those
    /// of the source: y[.., index[k]] = reduce(y[.., index[k]], source[.., k]).
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">Integers, in one dimension or none.</param>
    /// <param name="source">
    /// The slices to combine, as many as there are indices; of the tensor's type, with its sizes in the other
    /// dimensions.
    /// </param>
    /// <param name="reduce">The reduction of the elements that have the same index.</param>
    /// <param name="includeSelf">True if the tensor's own element is one of them.</param>
    /// <remarks>Gradient: as that of <see cref="ScatterReduce"/>.</remarks>
    /// <exception cref="ArgumentException">The shapes do not match, or the types differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    public Tensor IndexReduce(int dim, Tensor index, Tensor source, ScatterReduction reduce, bool includeSelf = true)
    {
        var (target, selection, values) = AtIndices("IndexReduce", dim, index, source);
        return target.Reduced("IndexReduce", selection, values, reduce, includeSelf).ReshapeTo(_shape);
    }

    private Tensor Reduced(string op, Selection selection, Tensor source, ScatterReduction reduce, bool includeSelf)
    {
        if (_dtype.IsReducedFloatingPoint())
            return To(DType.Float32).Reduced(op, selection, source.To(DType.Float32), reduce, includeSelf).To(_dtype);
        var result = CopyData();
        result.OnNumbers<CombineAction, bool>(op, new CombineAction(source.ExpandContiguous(source._shape), selection, reduce, replaces: !includeSelf));
        if (reduce == ScatterReduction.Mean)
        {
            using var off = GradMode.NoGrad();
            var count = Counts(selection, includeSelf);
            result = _dtype.IsFloatingPoint() ? result / count : (result - result % count) / count;
            result = result.To(_dtype);
        }

        if (AnyRecorded(this, source)) new ScatterReduceNode(this, source, result, selection, reduce, includeSelf).SetHistory(result);
        return result;
    }

    /// <summary>Returns the number of elements that are combined at each index, and 1 where there is none.</summary>
    private Tensor Counts(Selection selection, bool includeSelf)
    {
        var count = Full(_shape, includeSelf ? 1 : 0, _dtype);
        count.AddAt(selection, Ones(selection.ResultShape, _dtype));
        return includeSelf ? count : count.Clamp(min: 1);
    }

    private readonly struct CombineAction(Tensor source, Selection selection, ScatterReduction reduce, bool replaces) : INumberAction<bool>
    {
        public bool Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            switch (reduce)
            {
                case ScatterReduction.Sum or ScatterReduction.Mean: Combine<T, Kernels.ReduceSum>(x); break;
                case ScatterReduction.Prod: Combine<T, Kernels.ReduceProd>(x); break;
                case ScatterReduction.AMax: Combine<T, Kernels.ReduceMax>(x); break;
                case ScatterReduction.AMin: Combine<T, Kernels.ReduceMin>(x); break;
                default:
                    throw new ArgumentOutOfRangeException(
                        nameof(reduce), $"ScatterReduce: {reduce} is no reduction; use Sum, Prod, Mean, AMax or AMin");
            }

            return true;
        }

        private void Combine<T, TReduction>(Tensor x)
            where T : unmanaged, INumber<T>
            where TReduction : struct, IScatterReduction
        {
            using var sourceData = source.Read();
            using var xData = x.Write();
            if (selection is DimSelection { IsAligned: true } along && !replaces)
            {
                using var indicesData = along.ReadIndices();
                GatherScatterAlongDim.ScatterReduce<T, TReduction>(sourceData.Span<T>(), along.Walk, indicesData.Span<int>(), xData.Span<T>());
            }
            else
            {
                Kernels.ScatterReduce.Scatter<T, TReduction>(sourceData.Span<T>(), selection.FlatIndices(), xData.Span<T>(), replaces);
            }
        }
    }
}
