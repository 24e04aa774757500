namespace Autograd;

/// <summary>
/// Records a forward pass as a graph that can be written in another format. A trace uses the graph of the backward
/// pass: its inputs count as results of a node, so that every operation on them records its own, with the constants
/// that it keeps for its derivative.
/// </summary>
/// <remarks>
/// <para>
/// Three things are recorded in a trace alone: operations without a derivative (comparisons, conversions to integers,
/// indices), as a <see cref="TracedNode"/>; operands that are no result of the inputs; and what an operation needs and
/// its derivative does not (<see cref="Note"/>). <see cref="GradMode.NoGrad"/> has no effect inside.
/// </para>
/// <para>
/// An operation asks <see cref="IsActive"/> only where it has such a thing to record, and reads the one number that it
/// reads for anomaly detection too.
/// </para>
/// </remarks>
internal static class Tracing
{
    private static readonly AsyncLocal<Trace?> Open = new();

    /// <summary>The trace of this execution context; null if none is open.</summary>
    public static Trace? Current => Recording.ActiveScopes == 0 ? null : Open.Value;

    /// <summary>True inside of a trace.</summary>
    public static bool IsActive => Current is not null;

    /// <summary>Begins a trace, which ends when the result is disposed.</summary>
    public static Trace Start()
    {
        var trace = new Trace(Open.Value);
        Open.Value = trace;
        Interlocked.Increment(ref Recording.ActiveScopes);
        return trace;
    }

    /// <summary>Ends a trace.</summary>
    public static void End(Trace? outer)
    {
        Interlocked.Decrement(ref Recording.ActiveScopes);
        Open.Value = outer;
    }

    /// <summary>Makes a result that no gradient goes through the output of a node of the trace.</summary>
    /// <returns>The result.</returns>
    public static Tensor Record(Tensor result, string operation, ReadOnlySpan<Tensor> inputs, params ReadOnlySpan<(string, object)> attributes)
    {
        if (Current is not { } trace || !Tensor.AnyRecorded(inputs)) return result;
        var node = new TracedNode(operation, inputs);
        foreach (var (name, value) in attributes) trace.Note(node, name, value);
        node.SetHistory(result);
        return result;
    }

    /// <summary>Adds what the operation that made a result does not keep for its derivative.</summary>
    public static void Note(Tensor result, string name, object value)
    {
        if (Current is { } trace && result.GradFn is { } node) trace.Note(node, name, value);
    }

    /// <summary>Refuses to read numbers that depend on the inputs of a trace.</summary>
    /// <exception cref="InvalidOperationException">The tensor depends on them.</exception>
    public static void RefuseToRead(string op, Tensor tensor)
    {
        if (Current is { } trace && tensor.RequiresGrad && tensor.GradFn is not null)
            throw new InvalidOperationException(
                $"{op}: the numbers of a tensor of shape {tensor.Shape} are read while a forward pass is traced"
                + $"{(trace.Place.Length == 0 ? "" : $", in module {trace.Place}")}, and depend on its inputs: "
                + "what follows would be fixed to this input; compute with tensors (Where, Gather, Clamp), or do this outside of what is traced");
    }
}
