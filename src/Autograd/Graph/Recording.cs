using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>Who looks on while operations are recorded; nobody, as a rule, and then an operation only reads a zero.</summary>
internal static class Recording
{
    /// <summary>How many anomaly scopes and checkpoints are at work, in whatever flow.</summary>
    public static int Watchers;

    private static readonly AsyncLocal<RecordedNodes?> Listener = new();

    /// <summary>Tells whoever watches this flow that a node has been recorded.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Notice(Node node)
    {
        if (GradMode.IsDetectingAnomalies) node.Attached().RecordedAt ??= AnomalyTrace.Capture();
        Listener.Value?.Add(node);
    }

    /// <summary>Tells whoever watches this flow that a tensor is about to be written in place.</summary>
    /// <exception cref="InvalidOperationException">
    /// It is in the memory of an input of a function that will run again.
    /// </exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void NoticeWrite(string op, Tensor tensor) => Listener.Value?.AddWrite(op, tensor);

    /// <summary>
    /// Collects the nodes that this flow records, and the tensors that it writes in place, until the result is
    /// disposed; refuses writes to
    /// <paramref name="inputs"/>.
    /// </summary>
    public static RecordedNodes Listen(Tensor[] inputs) => new(inputs);

    /// <summary>The nodes that were recorded, and the memory that was written in place, while it was open.</summary>
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
            Interlocked.Increment(ref Watchers);
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
            Interlocked.Decrement(ref Watchers);
            Listener.Value = _outer;
        }
    }
}
