namespace Autograd.Distributions;

/// <summary>Prepares the parameters of distributions, which may be numbers.</summary>
internal static class Parameters
{
    /// <summary>A tensor as a parameter: floating; a C# number becomes Float32.</summary>
    public static Tensor Floating(Tensor parameter) => parameter.ToAssign(TypeOf(parameter), "Distribution");

    /// <summary>Broadcasts two parameters and promotes them to one floating type, which C# numbers do not widen.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static (Tensor A, Tensor B) Broadcast(string distribution, Tensor a, Tensor b)
    {
        var dtype = TypeOf(a, b);
        var shape = Broadcasting.ResultShape(distribution, a.Shape, b.Shape);
        return (Prepared(a, dtype, shape, distribution), Prepared(b, dtype, shape, distribution));
    }

    /// <inheritdoc cref="Broadcast(string, Tensor, Tensor)"/>
    public static (Tensor A, Tensor B, Tensor C) Broadcast(string distribution, Tensor a, Tensor b, Tensor c)
    {
        var dtype = TypeOf(a, b, c);
        var shape = Broadcasting.ResultShape(distribution, Broadcasting.ResultShape(distribution, a.Shape, b.Shape), c.Shape);
        return (Prepared(a, dtype, shape, distribution), Prepared(b, dtype, shape, distribution), Prepared(c, dtype, shape, distribution));
    }

    /// <summary>The promoted floating type of the parameters.</summary>
    public static DType TypeOf(params ReadOnlySpan<Tensor> parameters)
    {
        var (dtype, isNumber) = ((DType?)null, true);
        foreach (var parameter in parameters)
        {
            if (parameter.IsNumber) continue;
            dtype = dtype is { } before
                ? DTypes.ResultType(before, isNumber, parameter.DType, parameter.NDim == 0)
                : parameter.DType;
            isNumber &= parameter.NDim == 0;
        }

        return dtype is { } type && type.IsFloatingPoint() ? type : DType.Float32;
    }

    private static Tensor Prepared(Tensor parameter, DType dtype, Shape shape, string distribution) =>
        parameter.ToAssign(dtype, distribution).ExpandTo(shape);
}
