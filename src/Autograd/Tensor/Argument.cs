using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// Checks arguments for null inside of an expression. A member with statements begins with
/// <see cref="ArgumentNullException.ThrowIfNull(object?, string?)"/> instead.
/// </summary>
internal static class Argument
{
    /// <summary>Returns the argument.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T NotNull<T>([NotNull] T? argument, [CallerArgumentExpression(nameof(argument))] string name = "") where T : class
    {
        ArgumentNullException.ThrowIfNull(argument, name);
        return argument;
    }

    /// <summary>
    /// Returns the operand. A null operand is often a missing <see cref="Tensor.Grad"/>, so the message explains why
    /// that is null.
    /// </summary>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    [OverloadResolutionPriority(1)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tensor NotNull(
        [NotNull] Tensor? operand,
        [CallerArgumentExpression(nameof(operand))] string name = "",
        [CallerMemberName] string op = "")
    {
        if (operand is null) MissingGradient.Throw(name, op);
        return operand;
    }

    /// <summary>Checks that a list of tensors has no null element.</summary>
    /// <exception cref="ArgumentException">An element is null.</exception>
    public static void NoneNull(string op, ReadOnlySpan<Tensor> tensors, string name)
    {
        for (var i = 0; i < tensors.Length; i++)
            if (tensors[i] is null)
                throw new ArgumentException($"{op}: tensor {i} of {tensors.Length} is null; pass tensors alone", name);
    }
}
