using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The numbers 0, 1, … below <paramref name="end"/>.</summary>
    /// <param name="end">The exclusive bound.</param>
    /// <param name="dtype">The type; by default Int64 if the number is an integer, and Float32 if not.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">The end is negative or not finite.</exception>
    public static Tensor Arange(Scalar end, DType? dtype = null, bool requiresGrad = false) =>
        Arange(0, end, null, dtype, requiresGrad);

    /// <summary>The numbers start + i·step below <paramref name="end"/>, or above it if the step is negative.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="end">The exclusive bound.</param>
    /// <param name="step">The step; by default 1.</param>
    /// <param name="dtype">The type; by default Int64 if all numbers are integers, and Float32 if not.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">
    /// The step is 0 or leads away from the end, a number is not finite, or the type is Bool.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The type is an integer too narrow for the first or the last number.
    /// </exception>
    public static Tensor Arange(Scalar start, Scalar end, Scalar? step = null, DType? dtype = null, bool requiresGrad = false)
    {
        var by = step ?? 1;
        var floating = start.Kind == ScalarKind.Floating || end.Kind == ScalarKind.Floating || by.Kind == ScalarKind.Floating;
        var type = dtype ?? (floating ? DType.Float32 : DType.Int64);
        if (type == DType.Bool) throw new ArgumentException($"Arange: from {start} to {end} by {by} as Bool; convert the result with To");
        double from = start.ToDouble(), to = end.ToDouble(), distance = by.ToDouble();
        if (!double.IsFinite(from) || !double.IsFinite(to) || distance is 0 or double.NaN)
            throw new ArgumentException($"Arange: from {start} to {end} by {by}; the ends must be finite, and the step not 0");
        if (distance > 0 ? to < from : to > from)
            throw new ArgumentException($"Arange: from {start} to {end} by {by}; the step leads away from the end");

        if (!floating && !type.IsFloatingPoint())
            return Leaf(IntegerRange(start.To<long>(), end.To<long>(), by.To<long>(), type), requiresGrad);
        var count = Math.Ceiling((to - from) / distance);
        if (count > Array.MaxLength)
            throw new ArgumentException($"Arange: from {start} to {end} by {by} are more numbers than an array can hold");
        var result = Uninitialized(Shape.Create((int)count), type);
        using var resultData = result.Write();
        switch (type)
        {
            case DType.Float32: Ranges.Arange(from, distance, resultData.Span<float>()); break;
            case DType.Float64: Ranges.Arange(from, distance, resultData.Span<double>()); break;
            case DType.Float16 or DType.BFloat16: return Leaf(ReducedArange(from, distance, (int)count, type), requiresGrad);
            default:
                throw new ArgumentException(
                    $"Arange: from {start} to {end} by {by} as {type}; fractions need a floating type, or convert the result with To");
        }

        return Leaf(result, requiresGrad);
    }

    /// <summary><paramref name="steps"/> evenly spaced numbers from start to end, both included.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="end">The last number.</param>
    /// <param name="steps">The number of numbers.</param>
    /// <param name="dtype">A floating type.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public static Tensor Linspace(double start, double end, int steps, DType dtype = DType.Float32, bool requiresGrad = false)
    {
        if (steps < 0)
            throw new ArgumentOutOfRangeException(nameof(steps), $"Linspace: {steps} steps; there must be none or more");
        if (!dtype.IsFloatingPoint())
            throw new ArgumentException($"Linspace: type {dtype} is not floating; convert the result with To");
        var result = Uninitialized(Shape.ForResult("Linspace", [steps]), dtype);
        if (steps == 0) return Leaf(result, requiresGrad);
        using var resultData = result.Write();
        if (dtype.IsReducedFloatingPoint()) return Leaf(ReducedLinspace((float)start, (float)end, steps, dtype), requiresGrad);
        if (dtype == DType.Float32) Ranges.Linspace((float)start, (float)end, resultData.Span<float>());
        else Ranges.Linspace(start, end, resultData.Span<double>());
        return Leaf(result, requiresGrad);
    }

    /// <summary>
    /// <paramref name="steps"/> numbers that are evenly spaced on a logarithmic scale: base to the power of
    /// <see cref="Linspace"/>.
    /// </summary>
    /// <param name="start">The exponent of the first number.</param>
    /// <param name="end">The exponent of the last number.</param>
    /// <param name="steps">The number of numbers.</param>
    /// <param name="base">The base of the powers.</param>
    /// <param name="dtype">A floating type.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public static Tensor Logspace(
        double start, double end, int steps, double @base = 10, DType dtype = DType.Float32, bool requiresGrad = false)
    {
        if (steps < 0)
            throw new ArgumentOutOfRangeException(nameof(steps), $"Logspace: {steps} steps; there must be none or more");
        if (!dtype.IsFloatingPoint())
            throw new ArgumentException($"Logspace: type {dtype} is not floating; convert the result with To");
        var result = Uninitialized(Shape.ForResult("Logspace", [steps]), dtype);
        if (dtype.IsReducedFloatingPoint()) return Leaf(Logspace(start, end, steps, @base).To(dtype), requiresGrad);
        using var resultData = result.Write();
        if (dtype == DType.Float32) Ranges.Logspace(start, end, @base, resultData.Span<float>());
        else Ranges.Logspace(start, end, @base, resultData.Span<double>());
        return Leaf(result, requiresGrad);
    }

    /// <summary>A matrix with 1 on the diagonal and 0 elsewhere.</summary>
    /// <param name="n">The rows.</param>
    /// <param name="m">The columns; by default as many as rows.</param>
    /// <param name="dtype">The type.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Tensor Eye(int n, int? m = null, DType dtype = DType.Float32, bool requiresGrad = false)
    {
        var result = Zeros(Shape.ForResult("Eye", [n, m ?? n]), dtype);
        var diagonal = Math.Min(n, m ?? n);
        if (diagonal == 0) return Leaf(result, requiresGrad);
        var ones = result.AliasWith(Shape.Create(diagonal), [result._shape.Sizes[1] + 1], result._offset);
        ones.FillData(1);
        return Leaf(result, requiresGrad);
    }

    // PyTorch computes two vectors of 16 numbers at a time, each counted up from its first, and the rest one by one.
    private const int ReducedBlock = 16;

    private static Tensor ReducedArange(double start, double step, int count, DType type)
    {
        var values = Uninitialized<float>(Shape.Create(count));
        using var valuesData = values.Write();
        var y = valuesData.Span<float>();
        var blocked = count / (2 * ReducedBlock) * (2 * ReducedBlock);
        for (var i = 0; i < count; i++)
        {
            var first = i < blocked ? i / ReducedBlock * ReducedBlock : i;
            y[i] = DTypes.Round((float)start + (float)step * first, type) + (float)step * (i - first);
        }

        return values.To(type);
    }

    /// <summary>Numbers counted from both ends, with a step and products of the type, as in PyTorch.</summary>
    private static Tensor ReducedLinspace(float start, float end, int steps, DType type)
    {
        start = DTypes.Round(start, type);
        end = DTypes.Round(end, type);
        if (steps == 1) return Full(Shape.Create(1), start, type);
        var step = DTypes.Round(DTypes.Round(end - start, type) / (steps - 1), type);
        var values = Uninitialized<float>(Shape.Create(steps));
        using var valuesData = values.Write();
        var y = valuesData.Span<float>();
        var blocked = steps / (2 * ReducedBlock) * (2 * ReducedBlock);
        for (var i = 0; i < steps; i++)
        {
            var at = i < blocked ? i / ReducedBlock * ReducedBlock : i;
            var first = at < steps / 2
                ? start + DTypes.Round(step * at, type)
                : end - DTypes.Round(step * (steps - 1 - at), type);
            y[i] = DTypes.Round(first, type) + DTypes.Round(step * (i - at), type);
        }

        return values.To(type);
    }

    private static Tensor IntegerRange(long start, long end, long step, DType type)
    {
        var distance = (Int128)end - start;
        var count = (distance + step - Math.Sign(step)) / step;
        if (count > Array.MaxLength)
            throw new ArgumentException($"Arange: from {start} to {end} by {step} are more numbers than an array can hold");
        if (count > 0)
        {
            ((Scalar)start).CheckFits(type, "Arange", nameof(start));
            ((Scalar)(long)(start + (count - 1) * step)).CheckFits(type, "Arange", nameof(end));
        }

        var result = Uninitialized<long>(Shape.Create((int)count));
        using var resultData = result.Write();
        Ranges.Arange(start, step, resultData.Span<long>());
        return result.To(type);
    }
}
