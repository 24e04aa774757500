using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Where numbers belong in this sorted sequence, so that it stays sorted: the number of elements before them. Not differentiable.
    /// </summary>
    /// <param name="values">
    /// The numbers: of any shape if the sequence has one dimension, and with its leading sizes if it has more, each row for a row.
    /// </param>
    /// <param name="outInt32">True if the result is Int32 and not Int64.</param>
    /// <param name="right">True if a number belongs behind the elements that it equals, and not in front of them.</param>
    /// <param name="sorter">For a sequence that is not in order, the indices that put it in order, as <see cref="ArgSort"/> gives them.</param>
    /// <returns>A tensor of the numbers' shape. A NaN belongs behind everything, and other numbers in front of NaNs in the sequence.</returns>
    /// <remarks>Numbers of other types are compared in the type that both have in common.</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sorter has an index that is outside of the sequence.</exception>
    public Tensor SearchSorted(Tensor values, bool outInt32 = false, bool right = false, Tensor? sorter = null)
    {
        CheckSorted(values, sorter);
        var dtype = DTypes.ComparisonType(_dtype, NDim == 0, values._dtype, values.NDim == 0);
        if (dtype == DType.Bool) dtype = DType.UInt8;
        var sequence = Detached(dtype).ExpandContiguous(_shape);
        var wanted = values.Detached(dtype).ExpandContiguous(values._shape);
        var order = sorter?.Long().Contiguous();
        var result = sequence.OnNumbers<SearchAction, Tensor>("SearchSorted", new SearchAction(wanted, order, right));
        return outInt32 ? result.To(DType.Int32) : result;
    }

    /// <summary>Where one number belongs in this sorted sequence.</summary>
    /// <inheritdoc cref="SearchSorted(Tensor, bool, bool, Tensor?)"/>
    public Tensor SearchSorted(Scalar values, bool outInt32 = false, bool right = false, Tensor? sorter = null)
    {
        var number = values.Kind == ScalarKind.Floating
            ? WrappedNumber(values, "SearchSorted", nameof(values))
            : From(values, _dtype.IsFloatingPoint() ? _dtype : DType.Int64);
        return SearchSorted(number, outInt32, right, sorter);
    }

    /// <summary>The number of boundaries before each element: the bucket that it falls in. Not differentiable.</summary>
    /// <param name="boundaries">Sorted numbers in one dimension.</param>
    /// <param name="outInt32">True if the result is Int32 and not Int64.</param>
    /// <param name="right">True if an element that equals a boundary falls in the bucket behind it.</param>
    /// <exception cref="ArgumentException">The boundaries have more dimensions than one, or none.</exception>
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
