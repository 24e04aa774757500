namespace TorchSharpWorker.Workloads;

/// <summary>TorchSharp's attention takes the length first; the numbers are the other side's in that order.</summary>
internal static class Attention
{
    private const int Features = 128, Heads = 8, Batch = 8;

    public static IEnumerable<Row> Rows()
    {
        foreach (var length in (int[])[64, 256])
        {
            yield return LibtorchRow.Scoped($"attention, length {length}", () => OfAttention(length, needWeights: false, isCausal: false));
            yield return LibtorchRow.Scoped($"attention, length {length}, causal", () => OfAttention(length, needWeights: false, isCausal: true));
            yield return LibtorchRow.Scoped($"attention, length {length}, with weights", () => OfAttention(length, needWeights: true, isCausal: false));
            yield return LibtorchRow.Scoped($"encoder layer, length {length}", () =>
            {
                manual_seed(0);
                var layer = nn.TransformerEncoderLayer(Features, Heads, 4 * Features, dropout: 0);
                return ForwardAndBackward(layer, x => layer.call(x, null!, null!), length);
            });
        }
    }

    private static Func<Tensor> OfAttention(int length, bool needWeights, bool isCausal)
    {
        manual_seed(0);
        var module = nn.MultiheadAttention(Features, Heads);
        var mask = isCausal ? full(length, length, float.NegativeInfinity).triu(1) : null;
        return ForwardAndBackward(module, x => module.call(x, x, x, null!, needWeights, mask!).Item1, length);
    }

    private static Func<Tensor> ForwardAndBackward(nn.Module module, Func<Tensor, Tensor> forward, int length)
    {
        var x = Data.Normal(Batch, length, Features).transpose(0, 1).contiguous().requires_grad_();
        var grad = Data.Normal(Batch, length, Features).transpose(0, 1).contiguous();
        return () =>
        {
            x.grad = null;
            module.zero_grad();
            forward(x).backward([grad]);
            return x.grad!;
        };
    }
}
