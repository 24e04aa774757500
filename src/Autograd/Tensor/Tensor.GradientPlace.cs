namespace Autograd;

// What data-parallel training needs of gradients: that they lie in one buffer, which is reduced as a whole, and that an
// optimizer can be shown a part of them.
public sealed partial class Tensor
{
    /// <summary>
    /// Makes the gradients of this leaf be computed in a part of a buffer: <see cref="Grad"/> is a view of it from the
    /// next pass on, as PyTorch's <c>gradient_as_bucket_view</c> makes it. A gradient that is there already moves into it.
    /// </summary>
    /// <param name="buffer">A tensor of one dimension and of the leaf's type; null ends it and leaves the gradient.</param>
    /// <param name="start">The index of the first element.</param>
    /// <remarks>
    /// As before, <see cref="ZeroGrad"/> sets the gradient to null; the first one after that overwrites the part. The
    /// history of a gradient that is recorded (<c>createGraph</c>) is dropped, for the part is written again.
    /// </remarks>
    internal void SetGradientPlace(Tensor? buffer, int start = 0)
    {
        var node = (AccumulateGrad)GradientEdge().Node!;
        if (buffer is null)
        {
            if (node.Hooks is { } hooks) hooks.GradientPlace = null;
            return;
        }

        var shape = node.OutputOf(0).Shape;
        var place = buffer.View(shape, shape.ContiguousStrides, buffer._offset + start);
        place._isSharedGradient = place._isExposed = true;
        Tensor? dropped = null;
        lock (_gradLock)
        {
            if (_grad is { } before)
            {
                place.WriteData(before);
                (dropped, _grad) = (before, place);
            }
        }

        dropped?.ReleaseGradientRef();
        node.GetOrAddHooks().GradientPlace = place;
    }

    /// <summary>True if the present gradient lies where <see cref="SetGradientPlace"/> wants it.</summary>
    internal bool IsGradInPlace => _grad is { } grad && ReferenceEquals(grad, _accumulator?.Hooks?.GradientPlace);

    /// <summary>
    /// Makes the content of the leaf's place its gradient, for a leaf that got none while other processes have one.
    /// </summary>
    internal void AdoptGradientPlace()
    {
        if (_accumulator?.Hooks?.GradientPlace is { } place) ReplaceGrad(place);
    }

    /// <summary>Adds to <see cref="Grad"/>, which is or becomes <paramref name="place"/>.</summary>
    internal void AccumulateGradientIn(Tensor place, Tensor grad)
    {
        Tensor? dropped = null;
        lock (_gradLock)
        {
            if (ReferenceEquals(_grad, place))
            {
                place.AccumulateInPlace(grad);
                return;
            }

            // A formula may have summed the gradients in the place itself; what was set by hand is copied into it.
            if (_grad is { } before)
            {
                place.WriteData(before);
                place.AccumulateInPlace(grad);
                dropped = before;
            }
            else if (!ReferenceEquals(grad, place))
            {
                place.WriteData(grad);
            }

            place.BumpVersion();
            _grad = place;
        }

        dropped?.ReleaseGradientRef();
    }

    /// <summary>
    /// Returns the gradient and sets <see cref="Grad"/> to null; <see cref="RestoreGrad"/> undoes it. Nothing is copied
    /// or released.
    /// </summary>
    internal Tensor? TakeGrad()
    {
        lock (_gradLock)
        {
            var grad = _grad;
            _grad = null;
            return grad;
        }
    }

    /// <summary>Gives back a gradient that <see cref="TakeGrad"/> returned.</summary>
    internal void RestoreGrad(Tensor? grad) => ReplaceGrad(grad);
}
