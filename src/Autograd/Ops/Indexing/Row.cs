namespace Autograd;

// Loops over time read and write one row of dimension 0 at every step, so x[t], x[[t]] and x[[t]] = v have fast paths.
public sealed partial class Tensor
{
    /// <summary>x[t]: a view without dimension 0.</summary>
    private Tensor SelectRow(int row)
    {
        var shape = _shape.OfRow;
        var strides = ReferenceEquals(_strides, _shape.ContiguousStrides) ? shape.ContiguousStrides : _strides[1..];
        var view = View(shape, strides, RowStart(row));
        if (IsRecorded) new RowNode(this, row, "SelectBackward0").SetHistory(view);
        return view;
    }

    /// <summary>
    /// Returns the position of a row in the buffer; 0 for a row without elements, whose computed position could be out
    /// of range.
    /// </summary>
    private int RowStart(int row) => Numel == 0 ? 0 : _offset + row * _strides[0];

    /// <summary>x[[t]]: a copy of the row that keeps dimension 0.</summary>
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

        if (IsRecorded) new RowNode(this, row, "IndexBackward0").SetHistory(result);
        return result;
    }

    /// <summary>True if x[[t]] = value needs neither broadcasting nor conversion.</summary>
    private bool CanSetRow(Tensor? value) =>
        value is not null && value._dtype == _dtype && value._shape.Equals(_shape.OfOneRow) && value.IsContiguous && IsContiguous;

    /// <summary>x[[t]] = value.</summary>
    private void SetRow(int row, Tensor value)
    {
        CheckWritable("Indexer");
        var recorded = AnyRecorded(this, value);
        CopyElements(value, value._offset, this, RowStart(row), value.Numel);
        CompleteWrite(recorded ? new SetRowNode(this, value, row) : null);
    }

    /// <summary>Returns zeros of a shape with a gradient written to one row. Gradient: that row of g.</summary>
    private static Tensor ScatterRow(Tensor grad, Shape shape, int row)
    {
        var result = Zeros(shape, grad._dtype);
        var values = grad.Contiguous();
        CopyElements(values, values._offset, result, result.RowStart(row), values.Numel);
        if (grad.IsRecorded) new ScatterRowNode(grad, row).SetHistory(result);
        return result;
    }

    /// <summary>Returns a copy with zeros in one row. Gradient: g with zeros there.</summary>
    private Tensor ZeroedRow(int row)
    {
        var result = CopyData();
        result.ClearRow(row);
        if (IsRecorded) new ZeroedRowNode(this, row).SetHistory(result);
        return result;
    }

    /// <summary>Returns one row of a contiguous tensor as an alias of its memory that is not recorded.</summary>
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

    /// <summary>Copies a run of elements between buffers of one type; positions count in elements.</summary>
    private static void CopyElements(Tensor source, int from, Tensor target, int to, int count)
    {
        using var sourceData = source.Read();
        using var targetData = target.Write();
        sourceData.CopyTo(from, targetData, to, count);
    }

    /// <summary>The node of reading one row, with or without its dimension.</summary>
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
            // A loop may read every row of a large tensor. Each node adds its row to one sum, which avoids a tensor of
            // zeros for each.
            if (inputs.SumSoFar(0, _inputShape) is { } sum) sum.RowData(_row).AccumulateInPlace(grad);
            else inputs.Set(0, ScatterRow(grad, _inputShape, _row));
        }
    }

    /// <summary>The node of overwriting one row.</summary>
    private sealed class SetRowNode : Node
    {
        private readonly int _row;

        public SetRowNode(Tensor target, Tensor value, int row)
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

            // This node owns the gradient, so it copies the row out, clears it in place, and passes the rest on without
            // a copy.
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
