using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Autograd;

public sealed partial class Tensor
{
    private const string NoEquality =
        "== would compare references: use a.Eq(b) for the elements, a.Equal(b) for one answer, ReferenceEquals(a, b) for the object, "
        + "and x is null.";

    private const string NoInequality =
        "!= would compare references: use a.Ne(b) for the elements, !a.Equal(b) for one answer, !ReferenceEquals(a, b) for the object, "
        + "and x is not null.";

    /// <summary>Does not compile. Use <see cref="Eq(Tensor)"/> for the elements, and <c>is null</c> for null.</summary>
    [Obsolete(NoEquality, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool operator ==(Tensor? a, Tensor? b) => ReferenceEquals(a, b);

    /// <summary>
    /// Does not compile. Use <see cref="Ne(Tensor)"/> for the elements, and <c>is not null</c> for null.
    /// </summary>
    [Obsolete(NoInequality, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool operator !=(Tensor? a, Tensor? b) => !ReferenceEquals(a, b);

    /// <summary>
    /// True if the two are the same object, so that tensors can be keys of dictionaries and sets. <see cref="Equal"/>
    /// compares the elements.
    /// </summary>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
