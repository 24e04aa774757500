namespace Autograd.NN;

/// <summary>A tensor that is computed by parametrizations.</summary>
internal sealed class Parametrized(ParametrizationList list) : Replacement
{
    public ParametrizationList List => list;

    /// <summary>True from a computation to the first time that it is read.</summary>
    public bool IsUnread { get; set; }

    public override Tensor Compute() => Parametrize.Cache is { } cache
        ? cache.TryGetValue(list, out var known) ? known : cache[list] = list.Forward()
        : list.Forward();

    public override Replacement Copy(Func<object, object> copyOf) => new Parametrized((ParametrizationList)copyOf(list));
}
