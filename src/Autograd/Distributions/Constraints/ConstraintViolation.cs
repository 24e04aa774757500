namespace Autograd.Distributions;

/// <summary>Finds the first value that is not in a set, for messages.</summary>
internal static class ConstraintViolation
{
    /// <summary>The text of the first value outside, or null if all are inside.</summary>
    public static string? Find(Constraint constraint, Tensor value)
    {
        // In a trace the numbers are those of an example.
        if (Tracing.IsActive) return null;
        var mask = constraint.Check(value);
        if ((bool)mask.All()) return null;

        // A bound of a larger shape broadcasts.
        var events = constraint.EventDim;
        var values = value.Detach().ExpandTo(Shapes.Join(mask.Shape, Shapes.Last(value.Shape, events)));
        var position = Array.IndexOf(mask.ToArray<bool>(), false);
        var found = values.Reshape([mask.Numel, .. Shapes.Last(value.Shape, events).Sizes])[position];
        var text = events == 0
            ? PythonNumber.Repr(found.Item())
            : $"[{string.Join(", ", found.Flatten().ToArray<double>().Take(8).Select(PythonNumber.Repr))}{(found.Numel > 8 ? ", …" : "")}]";
        return mask.NDim == 0 ? text : $"{text} at {Shape.Format<int>(mask.Shape.IndexAt(position))}";
    }
}
