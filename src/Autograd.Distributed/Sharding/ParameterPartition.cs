namespace Autograd.Distributed;

/// <summary>
/// Distributes parameters over ranks so that each has about the same number of bytes: the largest first, each to the
/// rank that has the least so far, as PyTorch's <c>ZeroRedundancyOptimizer</c> does.
/// </summary>
internal static class ParameterPartition
{
    /// <summary>The rank of each parameter; the same in all processes.</summary>
    public static int[] Make(IReadOnlyList<Tensor> parameters, int ranks)
    {
        var owners = new int[parameters.Count];
        var bytes = new long[ranks];
        foreach (var i in Enumerable.Range(0, parameters.Count).OrderByDescending(i => BytesOf(parameters[i])).ThenBy(i => i))
        {
            var least = Array.IndexOf(bytes, bytes.Min());
            owners[i] = least;
            bytes[least] += BytesOf(parameters[i]);
        }

        return owners;
    }

    private static long BytesOf(Tensor parameter) => (long)parameter.Numel * parameter.DType.ItemSize();
}
