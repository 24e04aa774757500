namespace Autograd.Distributions;

/// <summary>An argument of a distribution's constructor: its name there, its value, and what it must satisfy.</summary>
internal sealed record DistributionArgument(string Name, Tensor Value, Constraint Constraint)
{
    /// <summary>The text inside of a distribution's: a number, or the shape of several.</summary>
    public override string ToString() =>
        Value.Numel != 1 ? $"{PythonName}: torch.Size([{string.Join(", ", Value.Shape)}])"
        : Value.NDim == 0 ? $"{PythonName}: {PythonNumber.Repr(Value.Item())}"
        : $"{PythonName}: {Value.Detach()}";

    /// <summary>The name with an underscore before each word.</summary>
    private string PythonName =>
        string.Concat(Name.Select(letter => char.IsUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : letter.ToString()));

    /// <summary>Checks the value.</summary>
    /// <exception cref="ArgumentException">It does not satisfy the constraint.</exception>
    public void Check(string distribution)
    {
        if (ConstraintViolation.Find(Constraint, Value) is { } found)
        {
            throw new ArgumentException(
                $"{distribution}: {Name} of shape {Value.Shape} does not satisfy {Constraint}: {found}; pass values that do, or "
                + "validateArgs: false",
                Name);
        }
    }
}
