namespace Autograd.Data;

/// <summary>A list as a data set.</summary>
internal sealed class ListDataset<T>(IReadOnlyList<T> samples) : Dataset<T>
{
    public override int Count => samples.Count;

    public override T this[int index] => samples[index];
}
