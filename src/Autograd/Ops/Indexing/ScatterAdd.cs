namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns a copy with the source added along one dimension at the index: y[i, index[i, j]] += source[i, j] for dim
    /// 1.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">
    /// Integers, with as many dimensions as the tensor; in every other dimension no larger than it.
    /// </param>
    /// <param name="source">
    /// The elements to add, of the tensor's type; no smaller than the index in any dimension.
    /// </param>
    /// <remarks>
    /// Gradient: g to this tensor; g at the index to the source. Repeated indices are summed, always in the same order.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not match, or the types differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    public Tensor ScatterAdd(int dim, Tensor index, Tensor source) =>
        Added(AlongDim("ScatterAdd", dim, index), SourceFor("ScatterAdd", index, NotNull(source)), "ScatterAdd");

    /// <summary>Adds the source along one dimension at the index, in place; see <see cref="ScatterAdd"/>.</summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The shapes do not match, or the types differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor ScatterAddInPlace(int dim, Tensor index, Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        CheckWritable("ScatterAddInPlace");
        AddAtInPlace(AlongDim("ScatterAddInPlace", dim, index), SourceFor("ScatterAddInPlace", index, source), "ScatterAdd");
        return this;
    }

    /// <summary>
    /// Returns a copy with the slices of the source added along one dimension at the indices of a list:
    /// y[.., index[k]] += alpha·source[.., k].
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">Integers, in one dimension or none.</param>
    /// <param name="source">
    /// The slices to add, as many as there are indices; of the tensor's type, with its sizes in the other dimensions.
    /// </param>
    /// <param name="alpha">The factor of the source, 1 if not given.</param>
    /// <remarks>
    /// Gradient: g to this tensor; alpha·g at the indices to the source. Repeated indices are summed, always in the
    /// same order.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not match, or the types differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    public Tensor IndexAdd(int dim, Tensor index, Tensor source, Scalar? alpha = null)
    {
        var (target, selection, values) = AtIndices("IndexAdd", dim, index, source);
        return target.Added(selection, Scaled(values, alpha), "IndexAdd").ReshapeTo(_shape);
    }

    /// <summary>Adds the slices of the source at the indices of a list, in place; see <see cref="IndexAdd"/>.</summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The shapes do not match, or the types differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such dimension, or an index is outside of it.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor IndexAddInPlace(int dim, Tensor index, Tensor source, Scalar? alpha = null)
    {
        CheckWritable("IndexAddInPlace");
        var (target, selection, values) = AtIndices("IndexAddInPlace", dim, index, source);
        target.AddAtInPlace(selection, Scaled(values, alpha), "IndexAdd");
        return this;
    }

    private static Tensor Scaled(Tensor source, Scalar? alpha) =>
        alpha is { } factor && factor.ToDouble() != 1 ? source * From(factor, source._dtype) : source;

    private Tensor Added(Selection selection, Tensor source, string name)
    {
        var result = CopyData();
        result.AddAt(selection, source);
        if (AnyRecorded(this, source)) new ScatterAddNode(this, source, selection, name).SetHistory(result);
        return result;
    }

    private void AddAtInPlace(Selection selection, Tensor source, string name)
    {
        var recorded = AnyRecorded(this, source);
        AddAt(selection, source.SharesStorage(this) ? source.CopyData() : source);
        CompleteWrite(recorded ? new ScatterAddNode(this, source, selection, name) : null);
    }

    private sealed class ScatterAddNode : Node
    {
        private readonly Selection _selection;

        public ScatterAddNode(Tensor target, Tensor source, Selection selection, string name)
        {
            InputCount = 2;
            Name = name + "Backward0";
            _selection = selection;
            Connect(0, target);
            Connect(1, source);
        }

        public override string Name { get; }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            inputs.Set(0, grad);
            if (inputs.Needs(1)) inputs.Set(1, grad.Take(_selection, "Gather"));
        }
    }
}
