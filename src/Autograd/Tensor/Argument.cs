using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// What callers may not leave out, checked inside an expression; a member with statements begins with
/// <see cref="ArgumentNullException.ThrowIfNull(object?, string?)"/>.
/// </summary>
internal static class Argument
{
    /// <summary>The argument, which is not null.</summary>
    /// <exception cref="ArgumentNullException">It is.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T NotNull<T>([NotNull] T? argument, [CallerArgumentExpression(nameof(argument))] string name = "") where T : class
    {
        ArgumentNullException.ThrowIfNull(argument, name);
        return argument;
    }

    /// <summary>
    /// The operand, which is not null. If it is, the message says why the <see cref="Tensor.Grad"/> that it may be is
    /// not there.
    /// </summary>
    /// <exception cref="ArgumentNullException">It is.</exception>
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

    /// <summary>Checks that a list of tensors, which an operation takes, has no null in it.</summary>
    /// <exception cref="ArgumentException">It has.</exception>
    public static void NoneNull(string op, ReadOnlySpan<Tensor> tensors, string name)
    {
        for (var i = 0; i < tensors.Length; i++)
            if (tensors[i] is null)
                throw new ArgumentException($"{op}: tensor {i} of {tensors.Length} is null; pass tensors alone", name);
    }
}
