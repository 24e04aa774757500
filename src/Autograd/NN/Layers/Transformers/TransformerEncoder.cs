namespace Autograd.NN;

/// <summary>Encoder layers one after the other, and a normalization if one is given.</summary>
/// <remarks>Shapes: those of <see cref="TransformerEncoderLayer"/>.</remarks>
/// <example><code>
/// var layer = new TransformerEncoderLayer(dModel: 64, nhead: 4, batchFirst: true);
/// var encoder = new TransformerEncoder(layer, numLayers: 6);
/// var y = encoder.Forward(x, isCausal: true);
/// </code></example>
public class TransformerEncoder : UnaryModule
{
    /// <summary>Makes the stack.</summary>
    /// <param name="encoderLayer">The layer, of which every layer of the stack is a copy with the same first values.</param>
    /// <param name="numLayers">The number of layers.</param>
    /// <param name="norm">The last normalization, or null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public TransformerEncoder(TransformerEncoderLayer encoderLayer, int numLayers, UnaryModule? norm = null)
    {
        ArgumentNullException.ThrowIfNull(encoderLayer);
        if (numLayers < 0)
            throw new ArgumentOutOfRangeException(nameof(numLayers), $"TransformerEncoder: {numLayers} layers; there must be 0 or more");
        var layers = new List<TransformerEncoderLayer>(numLayers);
        for (var i = 0; i < numLayers; i++) layers.Add(encoderLayer.Clone());
        (Layers, Norm) = (layers, norm);
    }

    /// <summary>The layers, from the first to the last.</summary>
    public IReadOnlyList<TransformerEncoderLayer> Layers { get; }

    /// <summary>The last normalization, or null.</summary>
    public UnaryModule? Norm { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public sealed override Tensor Forward(Tensor x) => Forward(NotNull(x), null);

    /// <summary>Computes the output of the last layer under masks that hold in every layer.</summary>
    /// <param name="src">The sequences.</param>
    /// <param name="mask">(T, T) or (N·heads, T, T): see <see cref="MultiheadAttention.Forward"/>, also for the next.</param>
    /// <param name="srcKeyPaddingMask">(N, T), or (T) without a batch.</param>
    /// <param name="isCausal">
    /// True if element i sees elements up to i only, which needs no mask; null to find that out from the mask.
    /// </param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a mask is neither Bool nor floating.</exception>
    public virtual Tensor Forward(Tensor src, Tensor? mask = null, Tensor? srcKeyPaddingMask = null, bool? isCausal = null)
    {
        ArgumentNullException.ThrowIfNull(src);
        return IsHooked
            ? RunHooksAround((src, mask, srcKeyPaddingMask), t => Compute(t.src, t.mask, t.srcKeyPaddingMask, isCausal))
            : Compute(src, mask, srcKeyPaddingMask, isCausal);
    }

    private Tensor Compute(Tensor src, Tensor? mask, Tensor? srcKeyPaddingMask, bool? isCausal)
    {
        (mask, var causal) = CausalMask.Detect(mask, isCausal);
        var x = src;
        foreach (var layer in Layers) x = layer.Forward(x, mask, srcKeyPaddingMask, causal);
        return Norm is null ? x : Norm.Forward(x);
    }
}
