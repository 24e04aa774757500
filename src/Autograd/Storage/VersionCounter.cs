namespace Autograd;

/// <summary>
/// Counts the writes to one buffer that several tensors share. The backward pass compares it with what it was when a
/// tensor was saved, and refuses to compute with values that were overwritten since.
/// </summary>
internal sealed class VersionCounter(int start)
{
    public int Value = start;
}
