namespace Autograd.NN;

public static partial class F
{
    /// <summary>Checks that predictions and targets have one shape: a loss does not broadcast.</summary>
    private static void CheckSameShape(string op, Tensor input, Tensor target) =>
        CheckSameShape(op, input, "input", target, "target");

    private static void CheckSameShape(string op, Tensor input, string inputName, Tensor target, string targetName)
    {
        if (input.Shape.Equals(target.Shape)) return;
        var remedy = input.NDim == target.NDim + 1 && input.Shape[^1] == 1 ? $"use {targetName}.Unsqueeze(1) or {inputName}.Squeeze(1)"
            : target.NDim == input.NDim + 1 && target.Shape[^1] == 1 ? $"use {inputName}.Unsqueeze(1) or {targetName}.Squeeze(1)"
            : "bring them to one shape first";
        throw new ArgumentException(
            $"{op}: {inputName} of shape {input.Shape} beside {targetName} of shape {target.Shape}; a loss does not broadcast: {remedy}");
    }

    /// <summary>Checks that weights broadcast to the losses, and do not make more of them.</summary>
    private static void CheckBroadcasts(string op, string name, Tensor? weight, Tensor input)
    {
        if (weight is null) return;
        var (sizes, target) = (weight.Shape, input.Shape);
        var fits = sizes.Count <= target.Count;
        for (var d = 1; fits && d <= sizes.Count; d++) fits = sizes[^d] == 1 || sizes[^d] == target[^d];
        if (!fits)
            throw new ArgumentException($"{op}: {name} of shape {sizes} for input of shape {target}; it must broadcast to that shape");
    }

    private static void CheckFloating(string op, Tensor input, string name = "input")
    {
        if (!input.DType.IsFloatingPoint())
            throw new ArgumentException($"{op}: the {name} is {input.DType}; convert it with To(DType.Float32) first");
    }

    /// <summary>Returns the reduction, if it is none, mean or sum.</summary>
    private static Reduction Checked(string op, Reduction reduction) => reduction is Reduction.None or Reduction.Mean or Reduction.Sum
        ? reduction
        : throw new ArgumentOutOfRangeException(nameof(reduction), $"{op}: reduction {reduction}; use None, Mean or Sum");

    private static Tensor Reduce(string op, Tensor losses, Reduction reduction) => Checked(op, reduction) switch
    {
        Reduction.None => losses,
        Reduction.Mean when !losses.DType.IsFloatingPoint() => throw new ArgumentException(
            $"{op}: the mean is floating, and the losses are {losses.DType}; convert the input with To(DType.Float32) first"),
        Reduction.Mean => losses.Mean(),
        _ => losses.Sum(),
    };
}
