namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Whether each element is among some others; a NaN never is. Not differentiable.</summary>
    /// <param name="testElements">The others, of any shape.</param>
    /// <param name="invert">Whether to ask for the elements that are not.</param>
    /// <returns>A Bool tensor.</returns>
    public Tensor Isin(Tensor testElements, bool invert = false)
    {
        ArgumentNullException.ThrowIfNull(testElements);
        var dtype = DTypes.ResultType(_dtype, NDim == 0, testElements._dtype, testElements.NDim == 0);
        var x = Detached(dtype);
        Tensor found;
        if (testElements.Numel == 0)
        {
            found = Full(_shape, false);
        }
        else
        {
            // The element that is not less than x is x itself, or x is not there. Behind the last there is none: the last will do.
            var sorted = testElements.Detached(dtype).Flatten().Sort().Values;
            var place = sorted.SearchSorted(x).Clamp(max: sorted.Numel - 1);
            found = sorted.IndexSelect(0, place.Flatten()).ReshapeTo(_shape).Eq(x);
        }

        return invert ? ~found : found;
    }

    /// <summary>Whether each element is a number.</summary>
    /// <param name="testElement">The number.</param>
    /// <param name="invert">Whether to ask for the elements that are not.</param>
    public Tensor Isin(double testElement, bool invert = false) => invert ? ~Eq(testElement) : Eq(testElement);

    /// <inheritdoc cref="Isin(double, bool)"/>
    public Tensor Isin(long testElement, bool invert = false) => invert ? ~Eq(testElement) : Eq(testElement);
}
