namespace Autograd.Growth;

/// <summary>A size that grows, and the nets that are measured at each of its values.</summary>
/// <param name="Name">The name of the files.</param>
/// <param name="Axis">The label of the horizontal axis.</param>
/// <param name="Curves">The nets.</param>
internal sealed record Series(string Name, string Axis, Curve[] Curves)
{
    // Up to twice as many as there are processors.
    private static readonly int[] _threads = PowersOfTwo(1, 2 * Environment.ProcessorCount);

    public static Series[] All { get; } =
    [
        new("width", "width of every layer",
        [
            new("3 layers, batch 128", PowersOfTwo(16, 4096), width => Workload.Perceptron(width, 3, 128)),
            new("3 layers, batch 1", PowersOfTwo(16, 4096), width => Workload.Perceptron(width, 3, 1)),
        ]),
        new("depth", "layers",
        [
            new("256 wide, batch 128", PowersOfTwo(1, 256), depth => Workload.Perceptron(256, depth, 128)),
            new("16 wide, batch 16", PowersOfTwo(1, 256), depth => Workload.Perceptron(16, depth, 16)),
        ]),
        new("batch", "batch",
        [
            new("3 layers of 512", PowersOfTwo(1, 8192), batch => Workload.Perceptron(512, 3, batch)),
            new("3 layers of 32", PowersOfTwo(1, 8192), batch => Workload.Perceptron(32, 3, batch)),
        ]),
        new("length", "length of the sequence",
        [
            new("recurrent layer, 128 hidden, batch 16", PowersOfTwo(4, 4096), length => Workload.Recurrent(128, 16, length)),
            new("transformer layer, 128 wide, batch 4", PowersOfTwo(4, 4096), length => Workload.Attention(128, 4, 4, length)),
        ]),
        new("parameters", "parameters",
        [
            new("language model, 256 tokens a step", [.. Enumerable.Range(0, ModelSize.All.Length)], i => Workload.LanguageModel(ModelSize.All[i]))
            {
                ValueIsParameters = true,
            },
        ]),
        new("threads", "threads",
        [
            new("perceptron, 3 layers of 1024, batch 128", _threads, _ => Workload.Perceptron(1024, 3, 128)) { ValueIsThreads = true },
            new("perceptron, 3 layers of 32, batch 128", _threads, _ => Workload.Perceptron(32, 3, 128)) { ValueIsThreads = true },
            new("recurrent layer, 128 hidden, batch 16, length 256", _threads, _ => Workload.Recurrent(128, 16, 256)) { ValueIsThreads = true },
            new("language model of 4.9 million parameters", _threads, _ => Workload.LanguageModel(ModelSize.All[4])) { ValueIsThreads = true },
        ]),
    ];

    private static int[] PowersOfTwo(int first, int last)
    {
        var powers = new List<int>();
        for (var n = first; n <= last; n *= 2) powers.Add(n);
        return [.. powers];
    }
}

/// <summary>A net that grows.</summary>
internal sealed record Curve(string Label, int[] Values, Func<int, Workload> Make)
{
    /// <summary>True if the values only choose among nets, which are told apart by their numbers of parameters.</summary>
    public bool ValueIsParameters { get; init; }

    public bool ValueIsThreads { get; init; }

    public Point Measure(int value, double seconds)
    {
        Threading.NumThreads = ValueIsThreads ? value : 1;
        Generator.ManualSeed(0);
        var point = Measurement.Measure(value, Make(value), seconds);
        return ValueIsParameters ? point with { Value = point.Parameters } : point;
    }
}
