using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>True where the element is among some others; NaN never is. Not differentiable.</summary>
    /// <param name="testElements">The others, of any shape.</param>
    /// <param name="invert">True to mark the elements that are not among them.</param>
    /// <returns>A Bool tensor.</returns>
    public Tensor IsIn(Tensor testElements, bool invert = false)
    {
        ArgumentNullException.ThrowIfNull(testElements);
        var dtype = DTypes.ComparisonType(_dtype, NDim == 0, testElements._dtype, testElements.NDim == 0);
        if (dtype.IsReducedFloatingPoint()) dtype = DType.Float32;
        var (x, others) = (Detached(dtype).ExpandContiguous(_shape), testElements.Detached(dtype).ExpandContiguous(testElements._shape));
        if (dtype == DType.Bool) (x, others) = (x.AsBytes(), others.AsBytes());
        return x.OnNumbers<MembershipAction, Tensor>("IsIn", new MembershipAction(others, invert));
    }

    private readonly struct MembershipAction(Tensor others, bool invert) : INumberAction<Tensor>
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var result = Uninitialized<bool>(x._shape);
            using var xData = x.Read();
            using var othersData = others.Read();
            using var resultData = result.Write();
            Membership.Test<T>(xData.Span<T>(), othersData.Span<T>(), invert, resultData.Span<bool>());
            return result;
        }
    }

    /// <summary>True where the element equals a number.</summary>
    /// <param name="testElement">The number.</param>
    /// <param name="invert">True to mark the elements that are different.</param>
    public Tensor IsIn(Scalar testElement, bool invert = false) => invert ? ~Eq(testElement) : Eq(testElement);
}
