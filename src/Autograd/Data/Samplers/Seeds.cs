namespace Autograd.Data;

/// <summary>Draws the seeds of passes.</summary>
internal static class Seeds
{
    /// <summary>An integer of 63 bits: <c>torch.empty((), dtype=torch.int64).random_()</c>.</summary>
    public static long Next(Generator generator)
    {
        var seed = 0L;
        generator.FillRandom(new Span<long>(ref seed));
        return seed;
    }
}
