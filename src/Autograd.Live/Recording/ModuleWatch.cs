using Autograd.NN;

namespace Autograd.Live;

/// <summary>Reads the parameters of a module and, by hooks, their gradients when they are due.</summary>
internal sealed class ModuleWatch(Module module, int every, string prefix, PendingHistograms pending, Func<int, bool> isDue) : IDisposable
{
    private readonly Dictionary<Tensor, HookHandle> _hooks = new(ReferenceEqualityComparer.Instance);

    public int Every => every;

    /// <summary>Hooks the parameters that have none yet: all at first, later those that were replaced or thawed.</summary>
    public void HookGradients()
    {
        foreach (var (name, parameter) in module.NamedParameters())
        {
            if (!parameter.RequiresGrad || _hooks.ContainsKey(parameter)) continue;
            var tag = $"gradients/{prefix}{name}";
            _hooks[parameter] = parameter.RegisterPostAccumulateGradHook(leaf =>
            {
                if (isDue(every) && leaf.Grad is { } grad) pending.Set(tag, HistogramKind.Gradient, Histogram.Of(grad));
            });
        }
    }

    /// <summary>The histograms of the parameters as they are now.</summary>
    public IEnumerable<(string Tag, Histogram Histogram)> Parameters()
    {
        HookGradients();
        foreach (var (name, parameter) in module.NamedParameters()) yield return ($"parameters/{prefix}{name}", Histogram.Of(parameter));
    }

    public void Dispose()
    {
        foreach (var hook in _hooks.Values) hook.Dispose();
    }
}

/// <summary>Histograms made while a batch is computed, which wait for the batch to be recorded.</summary>
internal sealed class PendingHistograms
{
    private readonly Lock _changing = new();
    private OrderedDictionary<string, (HistogramKind Kind, Histogram Histogram)> _items = [];

    public void Set(string tag, HistogramKind kind, Histogram histogram)
    {
        lock (_changing) _items[tag] = (kind, histogram);
    }

    public IEnumerable<(string Tag, HistogramKind Kind, Histogram Histogram)> Take()
    {
        lock (_changing)
        {
            if (_items.Count == 0) return [];
            var taken = _items;
            _items = [];
            return taken.Select(item => (item.Key, item.Value.Kind, item.Value.Histogram));
        }
    }
}
