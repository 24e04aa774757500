using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// Watches the stack where calls must nest as deep as the user nests things: a stack that overflows ends the process,
/// and an exception does not.
/// </summary>
internal static class CallDepth
{
    /// <summary>Checks that there is room on the stack for one more level.</summary>
    /// <exception cref="InvalidOperationException">There is not.</exception>
    public static void Check(string op, string nested)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new InvalidOperationException(
                $"{op}: {nested} are nested deeper than the stack of this thread allows; look for one that contains itself, "
                + "nest them less deep, or run on a thread with a larger stack (the maxStackSize of its constructor)");
    }
}
