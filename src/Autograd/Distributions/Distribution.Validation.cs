namespace Autograd.Distributions;

/// <content>Checks of the values that a distribution is given.</content>
public abstract partial class Distribution
{
    /// <summary>The values to compute with: a C# number in the parameters' type, and checked if the distribution checks.</summary>
    private Tensor Validated(string op, Tensor value)
    {
        if (value.IsNumber) value = value.ToAssign(DType, op);
        if (ValidatesArgs) ValidateSample(op, value);
        return value;
    }

    /// <summary>Checks the shape of values, and that they are in the support.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    internal virtual void ValidateSample(string op, Tensor value)
    {
        var events = EventShape.Count;
        if (value.NDim < events || !value.Shape.Sizes[^events..].SequenceEqual(EventShape.Sizes))
        {
            throw new ArgumentException(
                $"{op}: a value of shape {value.Shape}; its last sizes must be the event shape {EventShape} of {this}", nameof(value));
        }

        var expected = Shapes.Join(BatchShape, EventShape);
        for (var d = 1; d <= Math.Min(value.NDim, expected.Count); d++)
        {
            if (value.Shape.Sizes[^d] is var size && expected.Sizes[^d] is var other && size != 1 && other != 1 && size != other)
            {
                throw new ArgumentException(
                    $"{op}: a value of shape {value.Shape} does not broadcast with the shape {expected} of {this}", nameof(value));
            }
        }

        if (ConstraintViolation.Find(Support, value) is { } found)
        {
            throw new ArgumentException(
                $"{op}: {found} is outside of the support {Support} of {this}; pass values inside of it, or make the "
                + "distribution with validateArgs: false",
                nameof(value));
        }
    }
}
