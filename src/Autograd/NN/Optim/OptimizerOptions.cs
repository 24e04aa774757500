namespace Autograd.NN;

/// <summary>Writes a parameter group's options into an optimizer's state, each as a tensor.</summary>
internal readonly struct OptionWriter(string prefix, OrderedDictionary<string, Tensor> state)
{
    public void Write(string name, double value) => state[prefix + name] = Tensor.From(value, DType.Float64);

    public void Write(string name, bool value) => state[prefix + name] = Tensor.From(value);

    public void Write(string name, ReadOnlySpan<double> values) => state[prefix + name] = Tensor.From(values);
}

/// <summary>Reads a parameter group's options from an optimizer's state.</summary>
internal readonly struct OptionReader(string prefix, IReadOnlyDictionary<string, Tensor> state)
{
    public double ReadNumber(string name) => Find(name).Item();

    public bool ReadFlag(string name) => Find(name).Item() != 0;

    public double[] ReadNumbers(string name) => Find(name).To(DType.Float64).ToArray<double>();

    private Tensor Find(string name) => state.TryGetValue(prefix + name, out var value)
        ? value
        : throw new ArgumentException(
            $"LoadStateDict: the state has no \"{prefix}{name}\"; it is not the state of such an optimizer");
}
