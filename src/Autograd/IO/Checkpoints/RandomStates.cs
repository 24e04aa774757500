namespace Autograd.IO;

/// <summary>The state of a <see cref="Generator"/> as a tensor of bytes, which <c>torch.set_rng_state</c> takes too.</summary>
internal sealed class GeneratorState(Generator generator) : IStateful
{
    public OrderedDictionary<string, Tensor> StateDict() => new() { ["state"] = Tensor.From(generator.GetState()) };

    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state) => generator.SetState(state.Entry("state").ToArray<byte>());
}

/// <summary>The state of a <see cref="NumPyRandom"/>.</summary>
internal sealed class NumPyRandomStateful(NumPyRandom random) : IStateful
{
    public OrderedDictionary<string, Tensor> StateDict()
    {
        var state = random.GetState();
        return new()
        {
            ["key"] = Tensor.From(Array.ConvertAll(state.Key, word => (long)word)),
            ["position"] = Tensor.From((long)state.Position),
            ["has_gauss"] = Tensor.From(state.HasGauss),
            ["cached_gaussian"] = Tensor.From(state.CachedGaussian, DType.Float64),
        };
    }

    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state) => random.SetState(new NumPyRandomState(
        Array.ConvertAll(state.Entry("key").ToArray<long>(), word => (uint)word), state.Entry("position").Item<int>(),
        state.Entry("has_gauss").Item<bool>(), state.Entry("cached_gaussian").Item()));
}

/// <summary>The state of a <see cref="PythonRandom"/>.</summary>
internal sealed class PythonRandomStateful(PythonRandom random) : IStateful
{
    public OrderedDictionary<string, Tensor> StateDict()
    {
        var state = random.GetState();
        return new()
        {
            ["key"] = Tensor.From(Array.ConvertAll(state.Key, word => (long)word)),
            ["position"] = Tensor.From((long)state.Position),
            ["has_gauss"] = Tensor.From(state.GaussNext is not null),
            ["gauss_next"] = Tensor.From(state.GaussNext ?? 0, DType.Float64),
        };
    }

    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state) => random.SetState(new PythonRandomState(
        Array.ConvertAll(state.Entry("key").ToArray<long>(), word => (uint)word), state.Entry("position").Item<int>(),
        state.Entry("has_gauss").Item<bool>() ? state.Entry("gauss_next").Item() : null));
}

/// <summary>Entries of saved states.</summary>
internal static class StateEntries
{
    public static Tensor Entry(this IReadOnlyDictionary<string, Tensor> state, string name) => state.TryGetValue(name, out var tensor)
        ? tensor
        : throw new ArgumentException($"LoadStateDict: the state has no \"{name}\"; it is not the state of such a generator", nameof(state));
}
