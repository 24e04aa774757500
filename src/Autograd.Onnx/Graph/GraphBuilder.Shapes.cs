namespace Autograd.Onnx;

/// <summary>Sizes that depend on dynamic axes, computed in the graph from the shapes of its inputs.</summary>
internal sealed partial class GraphBuilder
{
    private readonly List<(string Name, DimSize Size, Value Input, int Dim)> _axes = [];
    private readonly Dictionary<DimSize, Value> _sizes = [];

    /// <summary>Adds a dynamic axis: a dimension of an input.</summary>
    public void AddAxis(string name, DimSize size, Value input, int dim)
    {
        if (!_axes.Exists(axis => axis.Name == name)) _axes.Add((name, size, input, dim));
    }

    /// <summary>A list of sizes, of which some may depend on dynamic axes.</summary>
    /// <returns>The list; null if a size is none that can be computed from the axes.</returns>
    public Value? Sizes(IReadOnlyList<DimSize> sizes)
    {
        if (sizes.All(size => size.IsConstant)) return Ints([.. sizes.Select(size => size.First)]);
        var parts = new List<Value?>();
        for (var i = 0; i < sizes.Count; i++)
        {
            if (!sizes[i].IsConstant)
            {
                if (SizeOf(sizes[i]) is not { } value) return null;
                parts.Add(value);
                continue;
            }

            var constants = sizes.Skip(i).TakeWhile(size => size.IsConstant).Select(size => size.First).ToArray();
            parts.Add(Ints(constants));
            i += constants.Length - 1;
        }

        return parts.Count == 1 ? parts[0] : Node("Concat", DType.Int64, [.. parts], ("axis", 0L));
    }

    /// <summary>How a size follows from the dynamic axes, for a reader: <c>batch</c>, <c>2*batch + 1</c>.</summary>
    public string? Describe(DimSize size) => Find(size) is not { } found
        ? null
        : $"{(found.Times == 1 ? "" : $"{found.Times}*")}{string.Join("*", found.Axes.Select(axis => axis.Name))}"
            + (found.Over == 1 ? "" : $"/{found.Over}")
            + (found.Plus == 0 ? "" : found.Plus > 0 ? $" + {found.Plus}" : $" - {-found.Plus}");

    private Value? SizeOf(DimSize size)
    {
        if (_sizes.TryGetValue(size, out var known)) return known;
        if (Find(size) is not { } found) return null;
        Value? value = null;
        foreach (var (_, _, input, dim) in found.Axes)
        {
            var one = Node("Shape", DType.Int64, [input], ("start", (long)dim), ("end", dim + 1L));
            value = value is null ? one : Node("Mul", DType.Int64, [value, one]);
        }

        if (found.Times != 1) value = Node("Mul", DType.Int64, [value, Ints(found.Times)]);
        if (found.Over != 1) value = Node("Div", DType.Int64, [value, Ints(found.Over)]);
        if (found.Plus != 0) value = Node("Add", DType.Int64, [value, Ints(found.Plus)]);
        return _sizes[size] = value!;
    }

    /// <summary>
    /// A size as Times·axis·axis / Over + Plus. An axis had at least three sizes in the runs, so that what fits all of
    /// them is no accident.
    /// </summary>
    private ((string Name, DimSize Size, Value Input, int Dim)[] Axes, long Times, long Over, long Plus)? Find(DimSize size)
    {
        foreach (var axis in _axes)
            if (Fit(size, axis.Size) is { } fit) return ([axis], fit.Times, fit.Over, fit.Plus);
        foreach (var a in _axes)
            foreach (var b in _axes)
                if (Fit(size, a.Size * b.Size) is { } fit) return ([a, b], fit.Times, fit.Over, fit.Plus);
        return null;
    }

    private static (long Times, long Over, long Plus)? Fit(DimSize size, DimSize product)
    {
        var y = size.Values;
        var x = product.Values;
        var other = 1;
        while (other < x.Length && x[other] == x[0]) other++;
        if (other == x.Length) return null;
        var (times, over) = (y[other] - y[0], x[other] - x[0]);
        if (times == 0) return null;
        var divisor = (long)System.Numerics.BigInteger.GreatestCommonDivisor(times, over) * Math.Sign(over);
        (times, over) = (times / divisor, over / divisor);
        if (x[0] * times % over != 0) return null;
        var plus = y[0] - x[0] * times / over;
        for (var r = 0; r < x.Length; r++)
            if (x[r] * times % over != 0 || x[r] * times / over + plus != y[r]) return null;
        return (times, over, plus);
    }
}
