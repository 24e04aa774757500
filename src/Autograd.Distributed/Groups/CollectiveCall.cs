using System.Text;

namespace Autograd.Distributed;

/// <summary>What a rank is calling, for errors, for the watchdog, and to compare it with the others'.</summary>
/// <param name="Name">The method.</param>
/// <param name="Count">The number of elements; -1 if there are none to speak of.</param>
/// <param name="DType">Their type.</param>
/// <param name="Op">How they are combined, if they are.</param>
/// <param name="Root">The rank that gives or takes; -1 if all do.</param>
internal readonly record struct CollectiveCall(string Name, int Count = -1, DType DType = default, ReduceOp? Op = null, int Root = -1)
{
    public static CollectiveCall Of(string name, Tensor tensor, ReduceOp? op = null, int root = -1) => new(name, tensor.Numel, tensor.DType, op, root);

    /// <summary>A number that is the same on every rank for the same call, and on every machine.</summary>
    public long Fingerprint
    {
        get
        {
            var hash = 14695981039346656037UL;   // FNV-1a
            foreach (var letter in Name) hash = (hash ^ letter) * 1099511628211UL;
            foreach (var value in (ReadOnlySpan<long>)[Count, (long)DType, Op is { } op ? (long)op : -1, Root]) hash = (hash ^ (ulong)value) * 1099511628211UL;
            return (long)(hash >> 2);
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder(Name);
        if (Count >= 0) text.Append($" of {Count} {DType}");
        if (Op is { } op) text.Append($" by {op}");
        if (Root >= 0) text.Append($" with rank {Root}");
        return text.ToString();
    }
}
