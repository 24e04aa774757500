namespace Autograd.Tests.Memory.Temporaries;

/// <summary>Work on tensors that nobody else refers to, so that their memory may be lent again as soon as the work has done with them.</summary>
/// <param name="Name">What is reported.</param>
/// <param name="Run">Makes its operands, calls its argument, works, and returns results: tensors and text.</param>
internal sealed record Subject(string Name, Func<Action, object?[]> Run)
{
    public override string ToString() => Name;

    /// <summary>The results to the bit, or the error.</summary>
    /// <param name="begin">Called when the operands are made.</param>
    /// <param name="end">Called when the work is done, before the results are read.</param>
    public string Digest(Action begin, Action end)
    {
        Generator.ManualSeed(1);
        object?[] results;
        try
        {
            results = Run(begin);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            results = [e.GetType().Name + ": " + e.Message];
        }
        finally
        {
            end();
        }

        return string.Join("; ", results.Select(Text));
    }

    private static string Text(object? result) => result switch
    {
        null => "none",
        Tensor tensor => $"{tensor.DType} {tensor.Shape} {Bits(tensor.Detach())}",
        _ => result.ToString()!,
    };

    private static string Bits(Tensor x) => x.DType switch
    {
        DType.Float32 => string.Join(',', x.ToArray<float>().Select(BitConverter.SingleToInt32Bits)),
        DType.Float64 => string.Join(',', x.ToArray<double>().Select(BitConverter.DoubleToInt64Bits)),
        DType.Bool => string.Join(',', x.ToArray<bool>().Select(value => value ? 1 : 0)),
        _ => string.Join(',', x.To(DType.Int64).ToArray<long>()),
    };
}
