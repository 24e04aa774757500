using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Returns a copy of the selected elements. Gradient: zeros with g added at the selection.</summary>
    private Tensor Take(Selection selection, string name)
    {
        var result = TakeData(selection);
        if (IsRecorded) new TakeNode(this, selection, name).SetHistory(result);
        return result;
    }

    private Tensor TakeData(Selection selection)
    {
        var shape = selection.ResultShape;
        var result = Uninitialized(shape, _dtype);
        if (shape.Numel == 0) return result;
        using var data = Read();
        using var resultData = result.Write();
        if (selection is RowSelection rows && IsContiguous)
        {
            using var rowsData = rows.ReadRows();
            var numbers = rowsData.Span<int>();
            switch (_dtype.ItemSize())
            {
                case 1: Kernels.RowGather.Gather<byte>(data.Span<byte>(), numbers, rows.Width, resultData.Span<byte>()); break;
                case 2: Kernels.RowGather.Gather<short>(data.Span<short>(), numbers, rows.Width, resultData.Span<short>()); break;
                case 4: Kernels.RowGather.Gather<int>(data.Span<int>(), numbers, rows.Width, resultData.Span<int>()); break;
                default: Kernels.RowGather.Gather<long>(data.Span<long>(), numbers, rows.Width, resultData.Span<long>()); break;
            }
        }
        else if (selection is DimSelection { IsAligned: true } along && IsContiguous)
        {
            using var indicesData = along.ReadIndices();
            var indices = indicesData.Span<int>();
            switch (_dtype.ItemSize())
            {
                case 1: GatherScatterAlongDim.Gather<byte>(data.Span<byte>(), along.Walk, indices, resultData.Span<byte>()); break;
                case 2: GatherScatterAlongDim.Gather<short>(data.Span<short>(), along.Walk, indices, resultData.Span<short>()); break;
                case 4: GatherScatterAlongDim.Gather<int>(data.Span<int>(), along.Walk, indices, resultData.Span<int>()); break;
                default: GatherScatterAlongDim.Gather<long>(data.Span<long>(), along.Walk, indices, resultData.Span<long>()); break;
            }
        }
        else
        {
            using var at = selection.OffsetsFor(_strides, _offset);
            switch (_dtype.ItemSize())
            {
                case 1: Kernels.GatherScatter.Gather<byte>(data.Buffer<byte>(), at, resultData.Span<byte>()); break;
                case 2: Kernels.GatherScatter.Gather<short>(data.Buffer<short>(), at, resultData.Span<short>()); break;
                case 4: Kernels.GatherScatter.Gather<int>(data.Buffer<int>(), at, resultData.Span<int>()); break;
                default: Kernels.GatherScatter.Gather<long>(data.Buffer<long>(), at, resultData.Span<long>()); break;
            }
        }

        return result;
    }

    /// <summary>
    /// Returns zeros of the selection's input shape with the source added at the selected elements, in their order.
    /// Gradient: g at the selection.
    /// </summary>
    private static Tensor ScatterSum(Tensor source, Selection selection)
    {
        var result = Zeros(selection.InputShape, source._dtype);
        result.AddAt(selection, source);
        if (source.IsRecorded) new ScatterSumNode(source, selection).SetHistory(result);
        return result;
    }

    /// <summary>The average number of values for each element from which sums are computed in Float64.</summary>
    private const int ManyRepeats = 4096;

    /// <summary>Adds values to the selected elements, without recording.</summary>
    private void AddAt(Selection selection, Tensor source)
    {
        if (source.Numel == 0) return;
        var values = source.Contiguous();
        if (_dtype.IsReducedFloatingPoint())
        {
            // Summed in Float32 and rounded once.
            var wide = Alias().To(DType.Float32);
            wide.AddAt(selection, values.Alias().To(DType.Float32));
            WriteData(wide.To(_dtype));
            return;
        }

        if (_dtype == DType.Float32 && source.Numel / ManyRepeats >= Numel)
        {
            // Float32 would accumulate the rounding errors of so many additions, so the sum is computed in Float64.
            var sum = Alias().To(DType.Float64);
            sum.AddAt<double>(values.Alias().To(DType.Float64), selection);
            WriteData(sum.To(DType.Float32));
            return;
        }

        switch (_dtype)
        {
            case DType.Float32: AddAt<float>(values, selection); break;
            case DType.Float64: AddAt<double>(values, selection); break;
            case DType.Int64: AddAt<long>(values, selection); break;
            case DType.Int32: AddAt<int>(values, selection); break;
            case DType.Int16: AddAt<short>(values, selection); break;
            case DType.Int8: AddAt<sbyte>(values, selection); break;
            case DType.UInt8: AddAt<byte>(values, selection); break;
            default: throw new ArgumentException("ScatterAdd: not defined for Bool; convert with To(DType.Int64) first");
        }
    }

    private void AddAt<T>(Tensor values, Selection selection) where T : unmanaged, INumber<T>
    {
        using var valuesData = values.Read();
        using var data = Write();
        if (selection is RowSelection rows && IsContiguous)
        {
            using var rowsData = rows.ReadRows();
            Kernels.RowGather.ScatterAdd<T>(valuesData.Span<T>(), rowsData.Span<int>(), rows.Width, data.Span<T>());
        }
        else if (selection is DimSelection { IsAligned: true } along && IsContiguous)
        {
            using var indicesData = along.ReadIndices();
            GatherScatterAlongDim.ScatterReduce<T, Kernels.ReduceSum>(valuesData.Span<T>(), along.Walk, indicesData.Span<int>(), data.Span<T>());
        }
        else
        {
            using var at = selection.OffsetsFor(_strides, _offset);
            Kernels.GatherScatter.ScatterAdd(valuesData.Span<T>(), at, data.Buffer<T>());
        }
    }

    private sealed class TakeNode : Node
    {
        private readonly Selection _selection;

        public TakeNode(Tensor input, Selection selection, string name)
        {
            _selection = selection;
            Name = name + "Backward0";
            Connect(0, input);
        }

        public override string Name { get; }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.SumSoFar(0, _selection.InputShape) is { } sum) sum.AddAt(_selection, grad);
            else inputs.Set(0, ScatterSum(grad, _selection));
        }
    }

    private sealed class ScatterSumNode : Node
    {
        private readonly Selection _selection;

        public ScatterSumNode(Tensor source, Selection selection)
        {
            _selection = selection;
            Connect(0, source);
        }

        public override string Name => "ScatterSumBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad.Take(_selection, "Index"));
    }
}
