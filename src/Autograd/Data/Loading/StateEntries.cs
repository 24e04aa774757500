namespace Autograd.Data;

/// <summary>Reads the entries of a saved state, and says of each what is wrong with it.</summary>
internal sealed class StateEntries(string op, IReadOnlyDictionary<string, Tensor> state, string prefix = "")
{
    private readonly HashSet<string> _read = [];

    /// <summary>True if there is an entry of the name.</summary>
    public bool Has(string name) => state.ContainsKey(prefix + name);

    /// <summary>An integer of a range.</summary>
    public long Integer(string name, long least, long most)
    {
        var tensor = Entry(name);
        if (tensor.DType != DType.Int64 || tensor.NDim != 0)
            throw new ArgumentException($"{op}: \"{prefix}{name}\" is {tensor.DType} of shape {tensor.Shape}; it must be one Int64");
        var value = tensor.Item<long>();
        return value >= least && value <= most
            ? value
            : throw new ArgumentException($"{op}: \"{prefix}{name}\" is {value}; it must be {least} to {most}");
    }

    /// <summary>The state of a generator.</summary>
    public byte[] GeneratorState(string name)
    {
        var tensor = Entry(name);
        if (tensor.DType != DType.UInt8 || tensor.NDim != 1)
            throw new ArgumentException($"{op}: \"{prefix}{name}\" is {tensor.DType} of shape {tensor.Shape}; it must be a row of UInt8");
        var bytes = tensor.ToArray<byte>();
        try
        {
            new Generator().SetState(bytes);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{op}: \"{prefix}{name}\" is no state of a generator: {e.Message}", e);
        }

        return bytes;
    }

    /// <summary>The entries whose names begin with a prefix, without it.</summary>
    public Dictionary<string, Tensor> Part(string start)
    {
        var part = new Dictionary<string, Tensor>();
        foreach (var (name, tensor) in state)
        {
            if (!name.StartsWith(prefix + start, StringComparison.Ordinal)) continue;
            _read.Add(name);
            part[name[(prefix.Length + start.Length)..]] = tensor;
        }

        return part;
    }

    /// <summary>Refuses entries that nobody has asked for.</summary>
    public void CheckAllRead()
    {
        foreach (var name in state.Keys)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && !_read.Contains(name))
                throw new ArgumentException($"{op}: \"{name}\" is no part of this state; pass what StateDict returned");
        }
    }

    private Tensor Entry(string name)
    {
        _read.Add(prefix + name);
        return state.TryGetValue(prefix + name, out var tensor) && tensor is not null
            ? tensor
            : throw new ArgumentException($"{op}: the state has no \"{prefix}{name}\"; pass what StateDict returned");
    }
}
