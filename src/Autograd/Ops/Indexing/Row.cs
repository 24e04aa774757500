namespace Autograd;

// One row of dimension 0 is what loops over time read and write at every step: x[t], x[[t]] and x[[t]] = v have their own paths.
public sealed partial class Tensor
{
    /// <summary>x[t]: a view without dimension 0.</summary>
    private Tensor SelectRow(int row)
    {
        var shape = _shape.OfRow;
        var strides = ReferenceEquals(_strides, _shape.ContiguousStrides) ? shape.ContiguousStrides : _strides[1..];
        var view = View(shape, strides, RowStart(row));
        if (IsRecorded) new RowNode(this, row, "SelectBackward0").Produce(view);
        return view;
    }

    /// <summary>Where a row begins; one without elements may lie behind the end of the buffer, where not even nothing can be copied.</summary>
    private int RowStart(int row) => Numel == 0 ? 0 : _offset + row * _strides[0];

    /// <summary>x[[t]]: a copy that keeps dimension 0.</summary>
    private Tensor TakeRow(int row)
    {
        var shape = _shape.OfOneRow;
        Tensor result;
        if (IsContiguous)
        {
            result = Uninitialized(shape, _dtype);
            CopyElements(this, RowStart(row), result, result._offset, shape.Numel);
        }
        else
        {
            result = AliasWith(shape, _strides, RowStart(row)).CopyData();
        }

        if (IsRecorded) new RowNode(this, row, "IndexBackward0").Produce(result);
        return result;
    }

    /// <summary>Whether x[[t]] = value needs neither broadcasting nor conversion.</summary>
    private bool CanPutRow(Tensor? value) =>
        value is not null && value._dtype == _dtype && value._shape.Equals(_shape.OfOneRow) && value.IsContiguous && IsContiguous;

    /// <summary>x[[t]] = value.</summary>
    private void PutRow(int row, Tensor value)
    {
        CheckWritable("Indexer");
        var recorded = AnyRecorded(this, value);
        CopyElements(value, value._offset, this, RowStart(row), value.Numel);
        CompleteWrite(recorded ? new PutRowNode(this, value, row) : null);
    }

    /// <summary>Zeros of a shape, with one row from a gradient. Gradient: that row of g.</summary>
    private static Tensor ScatterRow(Tensor grad, Shape shape, int row)
    {
        var result = Zeros(shape, grad._dtype);
        var values = grad.Contiguous();
        CopyElements(values, values._offset, result, result.RowStart(row), values.Numel);
        if (grad.IsRecorded) new ScatterRowNode(grad, row).Produce(result);
        return result;
    }

    /// <summary>A copy with zeros in one row. Gradient: the same of g.</summary>
    private Tensor ZeroedRow(int row)
    {
        var result = CopyData();
        result.ClearRow(row);
        if (IsRecorded) new ZeroedRowNode(this, row).Produce(result);
        return result;
    }

    /// <summary>The memory of one row of a contiguous tensor, for the engine: no view that anyone could follow.</summary>
    private Tensor RowData(int row)
    {
        var shape = _shape.OfRow;
        return AliasWith(shape, shape.ContiguousStrides, _offset + row * shape.Numel);
    }

    private void ClearRow(int row)
    {
        using var data = Write();
        data.Clear(RowStart(row), _shape.OfRow.Numel);
    }

    /// <summary>Copies neighbouring elements between tensors of one type, from one position in memory to another.</summary>
    private static void CopyElements(Tensor source, int from, Tensor target, int to, int count)
    {
        using var sourceData = source.Read();
        using var targetData = target.Write();
        sourceData.CopyTo(from, targetData, to, count);
    }

    /// <summary>One row was read, with or without its dimension.</summary>
    private sealed class RowNode : Node
    {
        private readonly Shape _inputShape;
        private readonly int _row;

        public RowNode(Tensor input, int row, string name)
        {
            _inputShape = input._shape;
            _row = row;
            Name = name;
            Connect(0, input);
        }

        public override string Name { get; }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            // A loop reads every row of a large tensor; each adds its row to one sum, instead of zeros as large as the tensor.
            if (inputs.SumSoFar(0, _inputShape) is { } sum) sum.RowData(_row).AccumulateInPlace(grad);
            else inputs.Set(0, ScatterRow(grad, _inputShape, _row));
        }
    }

    /// <summary>One row was overwritten.</summary>
    private sealed class PutRowNode : Node
    {
        private readonly int _row;

        public PutRowNode(Tensor target, Tensor value, int row)
        {
            InputCount = 2;
            _row = row;
            Connect(0, target);
            Connect(1, value);
        }

        public override string Name => "IndexPutBackward0";

        internal override void Run(InputGradients inputs)
        {
            if (Slot.Take(out var owned) is not { } grad) return;
            if (!owned || !inputs.MayReuse)
            {
                Backward(grad, inputs);
                return;
            }

            // Nobody else holds the gradient: the row is taken out of it, and what is left passes through without a copy.
            inputs.Set(1, inputs.Needs(1) ? grad.TakeRow(_row) : null);
            grad.ClearRow(_row);
            inputs.SetOwned(0, grad);
        }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.Needs(0)) inputs.SetOwned(0, grad.ZeroedRow(_row));
            if (inputs.Needs(1)) inputs.Set(1, grad.TakeRow(_row));
        }
    }

    private sealed class ScatterRowNode : Node
    {
        private readonly Shape _rowShape;
        private readonly int _row;

        public ScatterRowNode(Tensor grad, int row)
        {
            _rowShape = grad._shape;
            _row = row;
            Connect(0, grad);
        }

        public override string Name => "ScatterRowBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, grad.TakeRow(_row).ReshapeTo(_rowShape));
    }

    private sealed class ZeroedRowNode : Node
    {
        private readonly int _row;

        public ZeroedRowNode(Tensor input, int row)
        {
            _row = row;
            Connect(0, input);
        }

        public override string Name => "ZeroedRowBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad.ZeroedRow(_row));
    }
}
