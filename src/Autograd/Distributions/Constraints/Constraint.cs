namespace Autograd.Distributions;

/// <summary>A set of values, such as the support of a distribution; <see cref="Constraints"/> has the usual ones.</summary>
public abstract class Constraint
{
    /// <summary>True if the values are isolated from each other, as integers are.</summary>
    public virtual bool IsDiscrete => false;

    /// <summary>The number of last dimensions that make up one value.</summary>
    public virtual int EventDim => 0;

    /// <summary>Tells for each value if it is in the set.</summary>
    /// <param name="value">Values, each of which has the last <see cref="EventDim"/> dimensions.</param>
    /// <returns>A Bool tensor without those dimensions.</returns>
    public Tensor Check(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.NDim < EventDim)
            throw new ArgumentException($"Check: a value of shape {value.Shape}; {this} is a set of {EventDim}-dimensional tensors", nameof(value));
        using var _ = GradMode.NoGrad();
        return CheckCore(value.Detach());
    }

    /// <summary>What <see cref="Check"/> returns.</summary>
    protected abstract Tensor CheckCore(Tensor value);
}
