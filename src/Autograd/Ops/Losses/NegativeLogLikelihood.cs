namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>See <see cref="NN.F.NllLoss"/>, whose work this does.</summary>
    internal static Tensor NegativeLogLikelihood(
        Tensor input, Tensor target, Tensor? weight, Reduction reduction, int ignoreIndex)
    {
        const string op = "nllLoss";
        CheckScores(op, input, weight);
        var classes = ClassesOf(op, input, target, ignoreIndex);
        var rows = Rows(input);
        var indices = new long[classes.Length];
        var weights = new double[classes.Length];
        var values = weight?.Detached(DType.Float64).Contiguous();
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] < 0) continue;
            indices[i] = classes[i];
            weights[i] = values is null ? 1 : values.Span<double>()[classes[i]];
        }

        var perRow = new Tensor(weights, target._shape, DType.Float64).To(input._dtype);
        var picked = PickAlong(rows, indices, 1, target._shape);
        var isIgnored = new bool[classes.Length];
        for (var i = 0; i < classes.Length; i++) isIgnored[i] = classes[i] < 0;
        var losses = KeepWhere(-picked * perRow, ~new Tensor(isIgnored, target._shape, DType.Bool));
        return reduction switch
        {
            Reduction.None => losses,
            Reduction.Mean => losses.Sum() / perRow.Sum(),
            _ => losses.Sum(),
        };
    }
}
