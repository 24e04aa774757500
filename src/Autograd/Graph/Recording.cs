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

    /// <summary>Collects the nodes that this flow records until the result is disposed.</summary>
    public static RecordedNodes Listen() => new();

    /// <summary>The nodes that were recorded while it was open.</summary>
    public sealed class RecordedNodes : IDisposable
    {
        private readonly HashSet<Node> _nodes = new(ReferenceEqualityComparer.Instance);
        private readonly RecordedNodes? _outer;

        public RecordedNodes()
        {
            _outer = Listener.Value;
            Listener.Value = this;
            Interlocked.Increment(ref Watchers);
        }

        public void Add(Node node)
        {
            lock (_nodes) _nodes.Add(node);
        }

        public bool Contains(Node node) => _nodes.Contains(node);

        public void Dispose()
        {
            Interlocked.Decrement(ref Watchers);
            Listener.Value = _outer;
        }
    }
}
