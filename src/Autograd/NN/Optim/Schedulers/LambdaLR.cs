namespace Autograd.NN;

/// <summary>A schedule of factors: lrₜ = lr₀·f(t).</summary>
public sealed class LambdaLR : LRScheduler
{
    private readonly Func<int, double>[] _factors;

    /// <summary>Makes a schedule of one function for all groups.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="lrLambda">The factor of the first rate at an epoch.</param>
    /// <param name="lastEpoch">The last epoch to continue with; −1 for a new schedule.</param>
    public LambdaLR(Optimizer optimizer, Func<int, double> lrLambda, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        ArgumentNullException.ThrowIfNull(lrLambda);
        _factors = new Func<int, double>[Groups.Count];
        Array.Fill(_factors, lrLambda);
        Start();
    }

    /// <summary>Makes a schedule of a function for each group.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="lrLambda">The factors of the first rates at an epoch, one for each group.</param>
    /// <param name="lastEpoch">The last epoch to continue with; −1 for a new schedule.</param>
    /// <exception cref="ArgumentException">There are more or fewer functions than groups.</exception>
    public LambdaLR(Optimizer optimizer, IReadOnlyList<Func<int, double>> lrLambda, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        _factors = LambdaList.Checked("LambdaLR", lrLambda, Groups.Count);
        Start();
    }

    /// <inheritdoc/>
    protected override double[] GetLr()
    {
        var result = new double[_factors.Length];
        for (var i = 0; i < result.Length; i++) result[i] = BaseLrs[i] * _factors[i](LastEpoch);
        return result;
    }
}
