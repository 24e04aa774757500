namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The tensor converted to the type of an operation with a C# number. The number is a constant of the graph and
    /// does not widen the type within its category.
    /// </summary>
    private Tensor Promoted(Scalar number)
    {
        var dtype = DTypes.ResultType(_dtype, number);
        return dtype == _dtype ? this : To(dtype);
    }

    /// <summary>
    /// The same as <see cref="Promoted"/>, for operations whose result would change if the number wrapped around.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is an integer too narrow for the number.</exception>
    private Tensor PromotedFitting(string op, Scalar number)
    {
        number.CheckFits(DTypes.ResultType(_dtype, number), op, nameof(number));
        return Promoted(number);
    }
}
