namespace Autograd.NN;

/// <summary>Decoder layers one after the other, and a normalization if one is given.</summary>
/// <remarks>Shapes: those of <see cref="TransformerDecoderLayer"/>.</remarks>
public class TransformerDecoder : Module
{
    /// <summary>Makes the stack.</summary>
    /// <param name="decoderLayer">The layer, of which every layer of the stack is a copy with the same first values.</param>
    /// <param name="numLayers">The number of layers.</param>
    /// <param name="norm">The last normalization, or null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public TransformerDecoder(TransformerDecoderLayer decoderLayer, int numLayers, UnaryModule? norm = null)
    {
        ArgumentNullException.ThrowIfNull(decoderLayer);
        if (numLayers < 0)
            throw new ArgumentOutOfRangeException(nameof(numLayers), $"TransformerDecoder: {numLayers} layers; there must be 0 or more");
        var layers = new List<TransformerDecoderLayer>(numLayers);
        for (var i = 0; i < numLayers; i++) layers.Add(decoderLayer.Clone());
        (Layers, Norm) = (layers, norm);
    }

    /// <summary>The layers, from the first to the last.</summary>
    public IReadOnlyList<TransformerDecoderLayer> Layers { get; }

    /// <summary>The last normalization, or null.</summary>
    public UnaryModule? Norm { get; }

    /// <summary>Computes the output of the last layer; the parameters are those of a layer.</summary>
    /// <param name="tgt">The target sequences.</param>
    /// <param name="memory">The encoder's output.</param>
    /// <param name="tgtMask">(T, T) or (N·heads, T, T): see <see cref="MultiheadAttention.Forward"/>, also for the others.</param>
    /// <param name="memoryMask">(T, S) or (N·heads, T, S).</param>
    /// <param name="tgtKeyPaddingMask">(N, T), or (T) without a batch.</param>
    /// <param name="memoryKeyPaddingMask">(N, S), or (S) without a batch.</param>
    /// <param name="tgtIsCausal">
    /// True if element i of the target sees those up to i only, which needs no mask; null to find that out from the mask.
    /// </param>
    /// <param name="memoryIsCausal">True if element i of the target sees those of the memory up to i only.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a mask is neither Bool nor floating.</exception>
    public virtual Tensor Forward(
        Tensor tgt, Tensor memory, Tensor? tgtMask = null, Tensor? memoryMask = null, Tensor? tgtKeyPaddingMask = null,
        Tensor? memoryKeyPaddingMask = null, bool? tgtIsCausal = null, bool memoryIsCausal = false)
    {
        ArgumentNullException.ThrowIfNull(tgt);
        ArgumentNullException.ThrowIfNull(memory);
        return IsHooked
            ? RunHooksAround(
                (tgt, memory, tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask), t => Compute(
                    t.tgt, t.memory, t.tgtMask, t.memoryMask, t.tgtKeyPaddingMask, t.memoryKeyPaddingMask, tgtIsCausal, memoryIsCausal))
            : Compute(tgt, memory, tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask, tgtIsCausal, memoryIsCausal);
    }

    private Tensor Compute(
        Tensor tgt, Tensor memory, Tensor? tgtMask, Tensor? memoryMask, Tensor? tgtKeyPaddingMask, Tensor? memoryKeyPaddingMask,
        bool? tgtIsCausal, bool memoryIsCausal)
    {
        (tgtMask, var causal) = CausalMask.Detect(tgtMask, tgtIsCausal);
        var x = tgt;
        foreach (var layer in Layers)
            x = layer.Forward(x, memory, tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask, causal, memoryIsCausal);
        return Norm is null ? x : Norm.Forward(x);
    }
}
