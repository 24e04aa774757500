using Autograd.NN;

namespace Autograd.Compare.Workloads;

/// <summary>
/// Multi-head attention and an encoder layer, 128 features in 8 heads, batches of 8, forward and backward, gradient of
/// the input included.
/// </summary>
internal static class Attention
{
    private const int Features = 128, Heads = 8, Batch = 8;

    public static IEnumerable<Row> Rows()
    {
        foreach (var length in (int[])[64, 256])
        {
            yield return new($"attention, length {length}", "torch", 1, () => OfAttention(length, needWeights: false, isCausal: false));
            yield return new($"attention, length {length}, causal", "torch", 1, () => OfAttention(length, needWeights: false, isCausal: true));
            yield return new($"attention, length {length}, with weights", "torch", 1, () => OfAttention(length, needWeights: true, isCausal: false));
            yield return new($"encoder layer, length {length}", "torch", 1, () =>
            {
                Generator.ManualSeed(0);
                var layer = new TransformerEncoderLayer(Features, Heads, 4 * Features, dropout: 0, batchFirst: true);
                return ForwardAndBackward(layer, layer.Forward, length);
            });
        }
    }

    private static Func<object> OfAttention(int length, bool needWeights, bool isCausal)
    {
        Generator.ManualSeed(0);
        var module = new MultiheadAttention(Features, Heads, batchFirst: true);
        return ForwardAndBackward(module, x => module.Forward(x, x, x, needWeights: needWeights, isCausal: isCausal).Output, length);
    }

    private static Func<object> ForwardAndBackward(Module module, Func<Tensor, Tensor> forward, int length)
    {
        var x = Sizes.Normal(Batch, length, Features);
        var grad = Sizes.Normal(Batch, length, Features);
        x.RequiresGrad = true;
        return () =>
        {
            x.ZeroGrad();
            module.ZeroGrad();
            forward(x).Backward(grad);
            return x.Grad!;
        };
    }
}
