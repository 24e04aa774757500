namespace Autograd.NN;

/// <summary>Checks functions that are given one for each group.</summary>
internal static class LambdaList
{
    public static Func<int, double>[] Checked(string op, IReadOnlyList<Func<int, double>> lrLambda, int groups)
    {
        ArgumentNullException.ThrowIfNull(lrLambda);
        if (lrLambda.Count != groups)
            throw new ArgumentException(
                $"{op}: expected {groups} lr_lambdas, but got {lrLambda.Count}; pass one function, or one for each group", nameof(lrLambda));
        var result = new Func<int, double>[groups];
        for (var i = 0; i < groups; i++)
            result[i] = lrLambda[i] ?? throw new ArgumentException(
                $"{op}: function {i} of {groups} is null; pass one for each group", nameof(lrLambda));
        return result;
    }
}
