using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// Explains operands that are null. The usual one is the <see cref="Tensor.Grad"/> of a tensor that has none, so the
/// message names the tensor whose Grad was last read as null on this thread, and the reason.
/// </summary>
internal static class MissingGradient
{
    // The shape and not the tensor, so that the tensor is not kept alive.
    [ThreadStatic]
    private static (Shape Shape, Absence Why)? _last;

    private enum Absence
    {
        NotRequired,
        NotRetained,
        NotReached,
    }

    /// <summary>Stores that the Grad of a tensor was read and is null.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Note(Tensor tensor) =>
        _last = (
            tensor.Shape,
            !tensor.RequiresGrad ? Absence.NotRequired : tensor.IsLeaf ? Absence.NotReached : Absence.NotRetained);

    /// <summary>Throws for an operand that is null.</summary>
    /// <exception cref="ArgumentNullException">Always.</exception>
    [DoesNotReturn]
    public static void Throw(string name, string op)
    {
        const string OperatorPrefix = "op_";
        if (op.StartsWith(OperatorPrefix, StringComparison.Ordinal)) op = op[OperatorPrefix.Length..];
        var wayOut = _last is not { } missed
            ? "pass a tensor"
            : $"if it is a Grad: the last one that was asked for and missing is that of {Explain(missed.Shape, missed.Why)}";
        throw new ArgumentNullException(name, $"{op}: {name} is null; {wayOut}");
    }

    private static string Explain(Shape shape, Absence why) => why switch
    {
        Absence.NotRequired =>
            $"a tensor of shape {shape} that does not require one; set RequiresGrad before the computation",
        Absence.NotRetained =>
            $"a tensor of shape {shape} that is the result of an operation, and only leaves keep theirs; "
            + "call RetainGrad() before Backward()",
        _ => $"a leaf of shape {shape} that no Backward() has reached since it was made or ZeroGrad() dropped its "
            + "gradient; call Backward() on something computed from it first",
    };
}
