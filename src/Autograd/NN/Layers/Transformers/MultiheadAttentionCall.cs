namespace Autograd.NN;

/// <summary>One computation of multi-head attention: what it is given, and its steps.</summary>
internal sealed partial class MultiheadAttentionCall
{
    public required string Op { get; init; }

    public required Tensor Query { get; init; }

    public required Tensor Key { get; init; }

    public required Tensor Value { get; init; }

    public required int EmbedDim { get; init; }

    public required int NumHeads { get; init; }

    public required int KDim { get; init; }

    public required int VDim { get; init; }

    /// <summary>The weights of all three projections, or null for the next three.</summary>
    public required Tensor? InProjWeight { get; init; }

    public required Tensor? QProjWeight { get; init; }

    public required Tensor? KProjWeight { get; init; }

    public required Tensor? VProjWeight { get; init; }

    public required Tensor? InProjBias { get; init; }

    public required Tensor? BiasK { get; init; }

    public required Tensor? BiasV { get; init; }

    public required bool AddZeroAttn { get; init; }

    /// <summary>The probability with which a weight is dropped now: 0 in evaluation.</summary>
    public required double Dropout { get; init; }

    public required Tensor OutProjWeight { get; init; }

    public required Tensor? OutProjBias { get; init; }

    public required Tensor? KeyPaddingMask { get; init; }

    public required Tensor? AttnMask { get; init; }

    public required bool IsCausal { get; init; }

    public required bool NeedWeights { get; init; }

    public required bool AverageWeights { get; init; }

    public required bool BatchFirst { get; init; }

    private bool IsBatched => Query.NDim == 3;

    // One sequence becomes a batch of one in front, whatever the layout of batches is.
    private int BatchDim => BatchFirst || !IsBatched ? 0 : 1;

    private int TimeDim => 1 - BatchDim;

    private int AddedKeys => (BiasK is null ? 0 : 1) + (AddZeroAttn ? 1 : 0);

    public (Tensor Output, Tensor? Weights) Run()
    {
        Check();
        var projected = Project();
        if (AddedKeys > 0) projected = [projected[0], WithAdded(projected[1], BiasK), WithAdded(projected[2], BiasV)];
        var (mask, isCausal) = Mask(projected[0].DType);
        if (!NeedWeights && Dropout == 0 && !Tracing.IsActive)
        {
            var joined = Tensor.MultiheadAttention(projected, NumHeads, BatchDim == 0, mask, isCausal);
            return (Output(joined), null);
        }

        var (q, k, v) = (Heads(projected[0]), Heads(projected[1]), Heads(projected[2]));
        var weights = F.Dropout(Tensor.AttentionWeights(q, k, v, mask, isCausal, scale: null), Dropout);
        var output = Output(Joined(weights.MatMul(v)));
        if (!NeedWeights) return (output, null);
        if (AverageWeights) weights = weights.Mean(1);
        return (output, IsBatched ? weights : weights.Squeeze(0));
    }

    /// <summary>
    /// Returns the queries, keys and values, of one type and with a batch; those of one sequence that attends to itself
    /// side by side in one tensor if they can stay so.
    /// </summary>
    private Tensor[] Project()
    {
        if (InProjWeight is null) return Projected([QProjWeight!, KProjWeight!, VProjWeight!], InProjBias?.Chunk(3) ?? new Tensor?[3]);
        if (!ReferenceEquals(Key, Value)) return Projected(InProjWeight.Chunk(3), InProjBias?.Chunk(3) ?? new Tensor?[3]);
        if (ReferenceEquals(Query, Key))
        {
            var all = InBatch(F.Linear(Query, InProjWeight, InProjBias));
            return NeedWeights || Dropout > 0 || AddedKeys > 0 || Tracing.IsActive ? all.Chunk(3, -1) : [all];
        }

        int[] sizes = [EmbedDim, 2 * EmbedDim];
        var (weights, biases) = (InProjWeight.Split(sizes), InProjBias?.Split(sizes) ?? new Tensor?[2]);
        var keysAndValues = F.Linear(Key, weights[1], biases[1]).Chunk(2, -1);
        return OfOneType(F.Linear(Query, weights[0], biases[0]), keysAndValues[0], keysAndValues[1]);
    }

    private Tensor[] Projected(Tensor[] weights, Tensor?[] biases) => OfOneType(
        F.Linear(Query, weights[0], biases[0]), F.Linear(Key, weights[1], biases[1]), F.Linear(Value, weights[2], biases[2]));

    private Tensor[] OfOneType(Tensor query, Tensor key, Tensor value)
    {
        var dtype = DTypes.Promote(DTypes.Promote(query.DType, key.DType), value.DType);
        return [InBatch(query.To(dtype)), InBatch(key.To(dtype)), InBatch(value.To(dtype))];
    }

    private Tensor InBatch(Tensor x) => IsBatched ? x : x.Unsqueeze(0);

    /// <summary>Appends a learned key or value, if there is one, and zeros, if they are wanted.</summary>
    private Tensor WithAdded(Tensor x, Tensor? bias)
    {
        var shape = TimeDim == 0 ? new[] { 1, x.Size(1), EmbedDim } : [x.Size(0), 1, EmbedDim];
        List<Tensor> parts = [x];
        if (bias is not null) parts.Add(bias.To(x.DType).Expand(shape));
        if (AddZeroAttn) parts.Add(Tensor.Zeros(shape, x.DType));
        return Tensor.Cat(parts, TimeDim);
    }

    /// <summary>Splits into heads: (batch, heads, length, width).</summary>
    private Tensor Heads(Tensor x) =>
        x.Reshape(x.Size(0), x.Size(1), NumHeads, EmbedDim / NumHeads).Permute(BatchDim == 0 ? [0, 2, 1, 3] : [1, 2, 0, 3]);

    private Tensor Joined(Tensor heads)
    {
        var x = heads.Permute(BatchDim == 0 ? [0, 2, 1, 3] : [2, 0, 1, 3]);
        return x.Reshape(x.Size(0), x.Size(1), EmbedDim);
    }

    private Tensor Output(Tensor joined)
    {
        var output = F.Linear(joined, OutProjWeight, OutProjBias);
        return IsBatched ? output : output.Squeeze(0);
    }
}
