namespace Autograd.Tests.OpCases;

/// <summary>
/// One use of one operation: a row of the table that gradient checks, stride checks and the comparison with PyTorch read.
/// </summary>
/// <param name="Name">The name by which the stored PyTorch results know it.</param>
/// <param name="Function">What is computed.</param>
/// <param name="Inputs">What it is computed of.</param>
internal sealed record OpCase(string Name, Func<Tensor[], Tensor> Function, params OpInput[] Inputs)
{
    /// <summary>Whether the result may share memory with an input.</summary>
    public bool IsView { get; init; }

    /// <summary>Whether it is an elementwise operation of two tensors.</summary>
    public bool Broadcasts { get; init; }

    /// <summary>Whether difference quotients confirm the gradient; not where it is meant to be another.</summary>
    public bool MatchesDifferences { get; init; } = true;

    /// <summary>Whether it refuses memory that is not contiguous.</summary>
    public bool NeedsContiguous { get; init; }

    /// <summary>Whether the stored results have it; not what PyTorch lacks.</summary>
    public bool HasFixture { get; init; } = true;

    public override string ToString() => Name;

    public Tensor[] MakeInputs(DType dtype = DType.Float64) =>
        [.. Inputs.Select((input, i) => input.Make(Name.Length + 31 * i, dtype))];
}

/// <summary>
/// A tensor of distinct random numbers between two bounds, at a distance from points where a function has a kink or a pole.
/// </summary>
internal sealed record OpInput(params int[] Shape)
{
    private const double Distance = 0.05;

    public double Low { get; init; } = -2;

    public double High { get; init; } = 2;

    public double[] Avoid { get; init; } = [];

    public bool RequiresGrad { get; init; } = true;

    public Tensor Make(int seed, DType dtype)
    {
        var random = new Random(seed);
        var shape = Autograd.Shape.Create(Shape);
        var places = Enumerable.Range(0, shape.Numel).ToArray();
        random.Shuffle(places);
        var values = new double[places.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var value = Low + (High - Low) * (places[i] + 0.3 + 0.4 * random.NextDouble()) / values.Length;
            foreach (var point in Avoid)
            {
                if (Math.Abs(value - point) >= Distance) continue;
                value = point + (value < point ? -Distance : Distance) * (1 + random.NextDouble());
            }

            values[i] = value;
        }

        var tensor = Tensor.From(values, shape).To(dtype);
        tensor.RequiresGrad = RequiresGrad;
        return tensor;
    }
}
