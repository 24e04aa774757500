using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The indices at which numbers have to be inserted into this sorted sequence to keep it sorted. Not
    /// differentiable.
    /// </summary>
    /// <param name="values">
    /// The numbers: of any shape if the sequence has one dimension. If it has more, all sizes but the last must be the
    /// sequence's, and each row is searched in its own.
    /// </param>
    /// <param name="outInt32">True for a result of Int32 instead of Int64.</param>
    /// <param name="right">True to insert behind equal elements instead of in front of them.</param>
    /// <param name="sorter">
    /// For an unsorted sequence, the indices that sort it, as <see cref="ArgSort"/> gives them.
    /// </param>
    /// <returns>A tensor of the numbers' shape. NaN counts as greater than all numbers.</returns>
    /// <remarks>Numbers of another type are compared in the common type.</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sorter has an index outside of the sequence.</exception>
    public Tensor SearchSorted(Tensor values, bool outInt32 = false, bool right = false, Tensor? sorter = null)
    {
        CheckSorted(values, sorter);
        var dtype = DTypes.ComparisonType(_dtype, NDim == 0, values._dtype, values.NDim == 0);
        if (dtype == DType.Bool) dtype = DType.UInt8;
        else if (dtype.IsReducedFloatingPoint()) dtype = DType.Float32;
        var sequence = Detached(dtype).ExpandContiguous(_shape);
        var wanted = values.Detached(dtype).ExpandContiguous(values._shape);
        var order = sorter?.Long().Contiguous();
        var result = sequence.OnNumbers<SearchAction, Tensor>("SearchSorted", new SearchAction(wanted, order, right));
        return outInt32 ? result.To(DType.Int32) : result;
    }

    /// <summary>The index at which one number has to be inserted into this sorted sequence.</summary>
    /// <inheritdoc cref="SearchSorted(Tensor, bool, bool, Tensor?)"/>
    public Tensor SearchSorted(Scalar values, bool outInt32 = false, bool right = false, Tensor? sorter = null)
    {
        var number = values.Kind == ScalarKind.Floating
            ? WrappedNumber(values, "SearchSorted", nameof(values))
            : From(values, _dtype.IsFloatingPoint() ? _dtype : DType.Int64);
        return SearchSorted(number, outInt32, right, sorter);
    }

    /// <summary>
    /// The index of the bucket of each element, which is the number of boundaries before it. Not differentiable.
    /// </summary>
    /// <param name="boundaries">Sorted numbers in one dimension.</param>
    /// <param name="outInt32">True for a result of Int32 instead of Int64.</param>
    /// <param name="right">True to put an element that equals a boundary into the bucket behind it.</param>
    /// <exception cref="ArgumentException">The boundaries are not 1-dimensional.</exception>
    public Tensor Bucketize(Tensor boundaries, bool outInt32 = false, bool right = false)
    {
        ArgumentNullException.ThrowIfNull(boundaries);
        if (boundaries.NDim != 1)
            throw new ArgumentException($"Bucketize: boundaries of shape {boundaries._shape}; they must be in one dimension");
        return boundaries.SearchSorted(this, outInt32, right);
    }

    private void CheckSorted(Tensor values, Tensor? sorter)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (NDim == 0) throw new ArgumentException("SearchSorted: a 0-dimensional tensor is no sequence; it needs at least one dimension");
        if (NDim > 1 && (values.NDim != NDim || !values._shape.Sizes[..^1].SequenceEqual(_shape.Sizes[..^1])))
            throw new ArgumentException(
                $"SearchSorted: values of shape {values._shape} in sequences of shape {_shape}; all sizes but the last must be the same");
        if (sorter is null) return;
        CheckIsIndex("SearchSorted", sorter);
        if (!sorter._shape.Equals(_shape))
            throw new ArgumentException($"SearchSorted: a sorter of shape {sorter._shape} for shape {_shape}; they must be the same");
        AdvancedIndex.Checked(sorter, _shape.Sizes[^1], NDim - 1, "SearchSorted");
    }

    private readonly struct SearchAction(Tensor values, Tensor? sorter, bool right) : INumberAction<Tensor>
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var result = Uninitialized<long>(values._shape);
            using var sorterData = ReadIfAny(sorter);
            var order = sorterData.Span<long>();
            using var xData = x.Read();
            using var valuesData = values.Read();
            using var resultData = result.Write();
            BinarySearch.Find(xData.Span<T>(), x._shape.Sizes[^1], order, valuesData.Span<T>(), right, resultData.Span<long>());
            return result;
        }
    }
}
