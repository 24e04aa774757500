using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// Notifies anomaly detection, checkpoints and traces of recorded nodes and of writes in place. With neither open, an operation
/// only reads <see cref="ActiveScopes"/>, which is 0.
/// </summary>
internal static class Recording
{
    /// <summary>The number of anomaly scopes, checkpoint forward runs and traces that are open in the process.</summary>
    public static int ActiveScopes;

    private static readonly AsyncLocal<RecordedNodes?> Listener = new();

    /// <summary>Reports a recorded node to the scopes of this execution context.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void NotifyRecorded(Node node)
    {
        if (GradMode.IsDetectingAnomalies) node.GetOrAddHooks().RecordedAt ??= AnomalyTrace.Capture();
        Listener.Value?.Add(node);
        Tracing.Current?.Add(node);
    }

    /// <summary>Reports an operand that needs no gradient to a trace.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void NotifyConstant(Node node, int input, Tensor tensor) => Tracing.Current?.AddConstant(node, input, tensor);

    /// <summary>Reports that a tensor is about to be written in place.</summary>
    /// <exception cref="InvalidOperationException">
    /// The tensor shares memory with an input of a checkpointed function, which will run again.
    /// </exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void NotifyWrite(string op, Tensor tensor)
    {
        Listener.Value?.AddWrite(op, tensor);
        Tracing.Current?.AddWrite(tensor);
    }

    /// <summary>
    /// Collects the nodes that this execution context records and the memory that it writes in place, until the result
    /// is disposed; refuses writes to the memory of <paramref name="inputs"/>.
    /// </summary>
    public static RecordedNodes Listen(Tensor[] inputs) => new(inputs);

    /// <summary>
    /// The nodes that were recorded, and the memory that was written in place, while the scope was open.
    /// </summary>
    public sealed class RecordedNodes : IDisposable
    {
        private readonly HashSet<Node> _nodes = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<object?> _inputs = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<object?> _written = new(ReferenceEqualityComparer.Instance);
        private readonly RecordedNodes? _outer;

        public RecordedNodes(Tensor[] inputs)
        {
            foreach (var input in inputs)
                if (input.Numel > 0) _inputs.Add(input.StorageKey);
            _outer = Listener.Value;
            Listener.Value = this;
            Interlocked.Increment(ref ActiveScopes);
        }

        public void Add(Node node)
        {
            lock (_nodes) _nodes.Add(node);
        }

        public bool Contains(Node node) => _nodes.Contains(node);

        public void AddWrite(string op, Tensor tensor)
        {
            if (_inputs.Contains(tensor.StorageKey))
                throw new InvalidOperationException(
                    $"{op}: the tensor of shape {tensor.Shape} is in the memory of an input of a checkpoint, whose function "
                    + "would write to it once more in the backward pass; write to a Clone() of it inside of the function");
            lock (_written) _written.Add(tensor.StorageKey);
            _outer?.AddWrite(op, tensor);
        }

        public bool WasWritten(Tensor tensor) => tensor.Numel > 0 && _written.Contains(tensor.StorageKey);

        public void Dispose()
        {
            Interlocked.Decrement(ref ActiveScopes);
            Listener.Value = _outer;
        }
    }
}
