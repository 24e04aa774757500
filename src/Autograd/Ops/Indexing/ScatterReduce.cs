using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// A copy in which elements of the source are combined with those along one dimension where the index says: for dim 1, y[i, index[i, j]] =
    /// reduce(y[i, index[i, j]], source[i, j]).
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">Integers, with as many dimensions as the tensor; in every other dimension no larger than it.</param>
    /// <param name="source">What is combined, of the tensor's type; no smaller than the index in any dimension.</param>
    /// <param name="reduce">What the elements that meet in one place become.</param>
    /// <param name="includeSelf">Whether the tensor's own element is one of them.</param>
    /// <remarks>
    /// Gradient: that of the sum, product, mean or extremum at each place. A product's is right with zeros, and of any order; the extremum's is
    /// shared evenly by those that are equal to it, among which the tensor's own element is none if it is not included (PyTorch counts it).
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not fit, or the types differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is outside of it.</exception>
    public Tensor ScatterReduce(int dim, Tensor index, Tensor source, ScatterReduction reduce, bool includeSelf = true) =>
        Reduced("ScatterReduce", AlongDim("ScatterReduce", dim, index), SourceFor("ScatterReduce", index, NotNull(source)), reduce, includeSelf);

    /// <summary>
    /// A copy in which the parts of the source are combined with those along one dimension at the indices of a list: y[.., index[k]] =
    /// reduce(y[.., index[k]], source[.., k]).
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">Integers, in one dimension or none.</param>
    /// <param name="source">What is combined, of the tensor's type; of its other sizes, and as many parts as there are indices.</param>
    /// <param name="reduce">What the elements that meet in one place become.</param>
    /// <param name="includeSelf">Whether the tensor's own element is one of them.</param>
    /// <remarks>Gradient: as that of <see cref="ScatterReduce"/>.</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit, or the types differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is outside of it.</exception>
    public Tensor IndexReduce(int dim, Tensor index, Tensor source, ScatterReduction reduce, bool includeSelf = true)
    {
        var (target, selection, values) = AtIndices("IndexReduce", dim, index, source);
        return target.Reduced("IndexReduce", selection, values, reduce, includeSelf).ReshapeTo(_shape);
    }

    private Tensor Reduced(string op, Selection selection, Tensor source, ScatterReduction reduce, bool includeSelf)
    {
        var result = CopyData();
        result.OnNumbers<CombineAction, bool>(op, new CombineAction(source.ExpandContiguous(source._shape), selection, reduce, replaces: !includeSelf));
        if (reduce == ScatterReduction.Mean)
        {
            using var off = GradMode.NoGrad();
            var count = Counts(selection, includeSelf);
            result = _dtype.IsFloatingPoint() ? result / count : (result - result % count) / count;
            result = result.To(_dtype);
        }

        if (AnyRecorded(this, source)) new ScatterReduceNode(this, source, result, selection, reduce, includeSelf).Produce(result);
        return result;
    }

    /// <summary>How many elements are combined in each place, and 1 where there is none.</summary>
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
                Kernels.ScatterReduce.Scatter<T, TReduction>(sourceData.Span<T>(), selection.Places(), xData.Span<T>(), replaces);
            }
        }
    }
}
