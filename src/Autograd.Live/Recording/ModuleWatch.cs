using Autograd.NN;

namespace Autograd.Live;

/// <summary>Reads the parameters of a module and, by hooks, their gradients when they are due.</summary>
internal sealed class ModuleWatch(Module module, int every, string prefix, PendingHistograms pending, Func<int, bool> isDue) : IDisposable
{
    private readonly Dictionary<Tensor, HookHandle> _hooks = new(ReferenceEqualityComparer.Instance);

    private readonly List<HookHandle> _layers = [];

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

    /// <summary>Hooks the layers, to record what they return and its gradient.</summary>
    public void HookActivations()
    {
        foreach (var (name, layer) in module.NamedModules())
        {
            if (!layer.RunsHooks || layer.Children().Count > 0) continue;
            var tag = prefix + (name.Length == 0 ? layer.GetType().Name : name);
            _layers.Add(layer.RegisterForwardHook((_, _, outputs) =>
            {
                if (outputs is not [{ RequiresGrad: true } output, ..] || !isDue(every)) return;
                pending.Set($"activations/{tag}", HistogramKind.Activation, Histogram.Of(output));
                output.RegisterHook(grad => pending.Set($"gradients/{tag}", HistogramKind.Gradient, Histogram.Of(grad)));
            }));
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
        foreach (var hook in _layers) hook.Dispose();
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
