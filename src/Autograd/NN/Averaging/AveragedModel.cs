namespace Autograd.NN;

/// <summary>
/// A copy of a module whose parameters are running means of the original's: of all values, as P. Izmailov et al.,
/// "Averaging weights leads to wider optima and better generalization" (2018) propose, or exponential ones.
/// </summary>
/// <typeparam name="TModule">The class of the module.</typeparam>
/// <example><code>
/// var ema = new AveragedModel&lt;Net&gt;(net, multiAvgFn: SwaUtils.GetEmaMultiAvgFn(0.999));
/// // after each optimizer.Step():
/// ema.UpdateParameters(net);
/// // to evaluate:
/// var y = ema.Module.Forward(x);
/// </code></example>
public sealed class AveragedModel<TModule> : Module where TModule : Module
{
    private readonly TModule _module;
    private readonly Action<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>, long> _multiAvgFn;
    private readonly bool _useBuffers;

    [Buffer]
    private readonly Tensor _nAveraged = Tensor.Zeros([], DType.Int64);

    /// <summary>Copies a module. The first update takes its values over, further ones average.</summary>
    /// <param name="model">The module that is trained.</param>
    /// <param name="avgFn">
    /// The new mean of a parameter, from the mean, the parameter and the number of values before it.
    /// </param>
    /// <param name="multiAvgFn">
    /// Writes new means of all parameters, given the means, the parameters and the number of values before; see
    /// <see cref="SwaUtils"/>. If neither function is given, the mean is that of all values.
    /// </param>
    /// <param name="useBuffers">True if buffers are averaged too; otherwise they are copied.</param>
    /// <exception cref="ArgumentException">Both functions are given.</exception>
    public AveragedModel(
        TModule model, Func<Tensor, Tensor, long, Tensor>? avgFn = null,
        Action<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>, long>? multiAvgFn = null, bool useBuffers = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (avgFn is not null && multiAvgFn is not null)
            throw new ArgumentException("AveragedModel: both avgFn and multiAvgFn are given; pass only one");
        _module = model.Clone();
        _multiAvgFn = multiAvgFn ?? (avgFn is null ? SwaUtils.GetSwaMultiAvgFn() : (means, values, count) => EachOf(avgFn, means, values, count));
        _useBuffers = useBuffers;
    }

    /// <summary>The module with the means.</summary>
    public TModule Module => _module;

    /// <summary>The number of values that were averaged.</summary>
    public long NAveraged => _nAveraged.Item<long>();

    /// <summary>Takes the present values of the trained module into the means.</summary>
    /// <exception cref="ArgumentException">The module has other parameters than the one that was copied.</exception>
    public void UpdateParameters(TModule model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var _ = GradMode.NoGrad();
        var (means, values) = (Averaged(_module), Averaged(model));
        if (!means.Select(mean => mean.Shape).SequenceEqual(values.Select(value => value.Shape)))
            throw new ArgumentException(
                $"UpdateParameters: the parameters of this {typeof(TModule).Name} have other shapes than those that are averaged; pass the module "
                + "that was copied");
        if (NAveraged == 0)
            for (var i = 0; i < means.Count; i++) means[i].CopyInPlace(values[i]);
        else
            _multiAvgFn(means, values, NAveraged);

        if (!_useBuffers)
            foreach (var (mean, value) in _module.NamedBuffers().Zip(model.NamedBuffers())) mean.Buffer.CopyInPlace(value.Buffer);
        _nAveraged.AddInPlace(1);
    }

    private static void EachOf(
        Func<Tensor, Tensor, long, Tensor> avgFn, IReadOnlyList<Tensor> means, IReadOnlyList<Tensor> values, long count)
    {
        for (var i = 0; i < means.Count; i++)
        {
            var mean = avgFn(means[i].Detach(), values[i].Detach(), count) ?? throw new InvalidOperationException(
                "UpdateParameters: the function avgFn returned null; return the new mean");
            means[i].CopyInPlace(mean);
        }
    }

    private List<Tensor> Averaged(Module module)
    {
        var result = new List<Tensor>(module.Parameters());
        if (_useBuffers) result.AddRange(module.NamedBuffers().Select(named => named.Buffer));
        return result;
    }

    private protected override bool HasHookedForward => false;
}
