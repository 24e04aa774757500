using Autograd.NN;

namespace Autograd.Distributed;

public static partial class TensorParallel
{
    /// <summary>
    /// Returns the state with whole parameters, as a module that is not split would give it. All ranks must call it, and
    /// each gets it all; a file of it is written by one of them.
    /// </summary>
    public static OrderedDictionary<string, Tensor> FullStateDict(Module module)
    {
        var shards = ShardsByName(NotNull(module));
        using var _ = GradMode.NoGrad();
        var state = module.StateDict();
        foreach (var name in state.Keys.ToArray())
            if (shards.TryGetValue(name, out var shard)) state[name] = shard.Whole(state[name]);
        return state;
    }

    /// <summary>
    /// Copies whole values into the parameters: of those that are split, this rank's part. Any number of ranks may have
    /// written them.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="state">Tensors by name, as <see cref="FullStateDict"/> or a module that is not split returns them.</param>
    /// <param name="strict">True if missing and unexpected names are errors; sizes must always agree.</param>
    /// <returns>The names that are missing in the state, and those that the module does not have.</returns>
    /// <exception cref="ArgumentException">A shape differs, or, if <paramref name="strict"/>, the names do.</exception>
    public static (IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected) LoadFullStateDict(
        Module module, IReadOnlyDictionary<string, Tensor> state, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(state);
        var shards = ShardsByName(NotNull(module));
        var parts = new OrderedDictionary<string, Tensor>(state);
        foreach (var (name, shard) in shards)
        {
            if (!parts.TryGetValue(name, out var whole)) continue;
            if (whole is null || whole.NDim <= shard.Dim || whole.Size(shard.Dim) != shard.Size)
                throw new ArgumentException(
                    $"LoadFullStateDict: \"{name}\" has shape {whole?.Shape.ToString() ?? "null"} in the state; dimension {shard.Dim} must have "
                    + $"the whole size {shard.Size}; nothing was loaded");
            parts[name] = shard.PartOf(whole);
        }

        return module.LoadStateDict(parts, strict);
    }
}
