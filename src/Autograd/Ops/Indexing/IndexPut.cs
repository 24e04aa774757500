using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Overwrites the selected elements in place; <c>x[selection] = value</c>. Where an element is named several times,
    /// the last value stays, and the others have no effect and gradient 0 (PyTorch leaves both open).
    /// </summary>
    private void IndexPut(Selection selection, Tensor value)
    {
        CheckWritable("Indexer");
        OverwriteInPlace(selection, ValueToAssign(value, selection.ResultShape), "IndexPutBackward0");
    }

    /// <summary>Overwrites the selected elements in place with broadcast values of the same type.</summary>
    private void OverwriteInPlace(Selection selection, Tensor values, string name)
    {
        var recorded = AnyRecorded(this, values);
        WriteAt(selection, values);
        CompleteWrite(recorded ? new IndexPutNode(this, values, selection, name) : null);
    }

    /// <summary>Returns a copy in which broadcast values of the same type replace the selected elements.</summary>
    private Tensor Overwrite(Selection selection, Tensor values, string name)
    {
        var result = CopyData();
        result.WriteAt(selection, values);
        if (AnyRecorded(this, values)) new IndexPutNode(this, values, selection, name).SetHistory(result);
        return result;
    }

    /// <summary>Overwrites the selected elements with broadcast values of the same type, without recording.</summary>
    private void WriteAt(Selection selection, Tensor values)
    {
        if (selection.ResultShape.Numel == 0) return;
        if (values.Numel > 1)
        {
            // Only the data are copied; the node that records the write is made by the caller.
            values = values.Alias().ExpandTo(selection.ResultShape);
            values = values.SharesStorage(this) ? values.CopyData() : values.Contiguous();
        }

        switch (_dtype.ItemSize())
        {
            case 1: WriteAt<byte>(selection, values); break;
            case 2: WriteAt<short>(selection, values); break;
            case 4: WriteAt<int>(selection, values); break;
            default: WriteAt<long>(selection, values); break;
        }
    }

    private void WriteAt<T>(Selection selection, Tensor values) where T : unmanaged
    {
        var along = IsContiguous && selection is DimSelection { IsAligned: true } aligned ? aligned : null;
        using var valuesData = values.Read();
        using var data = Write();
        if (values.Numel == 1)
        {
            var value = valuesData.Buffer<T>()[values._offset];
            if (along is not null)
            {
                using var indicesData = along.ReadIndices();
                GatherScatterAlongDim.Fill(value, along.Walk, indicesData.Span<int>(), data.Span<T>());
            }
            else
            {
                using var at = selection.OffsetsFor(_strides, _offset);
                Kernels.GatherScatter.Fill(value, at, data.Buffer<T>());
            }
        }
        else if (along is not null)
        {
            using var indicesData = along.ReadIndices();
            GatherScatterAlongDim.Scatter<T>(valuesData.Span<T>(), along.Walk, indicesData.Span<int>(), data.Span<T>());
        }
        else
        {
            using var at = selection.OffsetsFor(_strides, _offset);
            Kernels.GatherScatter.Scatter<T>(valuesData.Span<T>(), at, data.Buffer<T>());
        }
    }

    /// <summary>Returns a copy with zeros at the selected elements. Gradient: g with zeros there.</summary>
    private Tensor ZeroedAt(Selection selection)
    {
        var result = CopyData();
        result.WriteAt(selection, Zeros(Shape.Scalar, _dtype));
        if (IsRecorded) new ZeroedAtNode(this, selection).SetHistory(result);
        return result;
    }

    private sealed class IndexPutNode : Node
    {
        private readonly Selection _selection;

        public IndexPutNode(Tensor target, Tensor value, Selection selection, string name)
        {
            InputCount = 2;
            Name = name;
            _selection = selection;
            Connect(0, target);
            Connect(1, value);
        }

        public override string Name { get; }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.Needs(0)) inputs.SetOwned(0, grad.ZeroedAt(_selection));
            if (!inputs.Needs(1)) return;
            var taken = grad.Take(_selection, "Index");
            inputs.Set(
                1, _selection.LastWrites() is { } last ? KeepWhere(taken, From(last, _selection.ResultShape)) : taken);
        }
    }

    private sealed class ZeroedAtNode : Node
    {
        private readonly Selection _selection;

        public ZeroedAtNode(Tensor input, Selection selection)
        {
            _selection = selection;
            Connect(0, input);
        }

        public override string Name => "ZeroedAtBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad.ZeroedAt(_selection));
    }
}
