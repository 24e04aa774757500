using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// Guards recursions whose depth the user decides, such as nested modules: a stack overflow would end the process,
/// whereas an exception can be caught.
/// </summary>
internal static class CallDepth
{
    /// <summary>Checks that the stack has room for one more level.</summary>
    /// <exception cref="InvalidOperationException">The stack has too little room.</exception>
    public static void Check(string op, string nested)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new InvalidOperationException(
                $"{op}: {nested} are nested deeper than the stack of this thread allows; look for one that contains itself, "
                + "nest them less deep, or run on a thread with a larger stack (the maxStackSize of its constructor)");
    }
}
