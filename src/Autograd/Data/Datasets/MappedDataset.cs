namespace Autograd.Data;

/// <summary>The samples of another data set, passed through a function.</summary>
internal sealed class MappedDataset<T, TResult>(Dataset<T> source, Func<T, TResult> transform) : Dataset<TResult>
{
    public override int Count => source.Count;

    public override TResult this[int index] => transform(source[index]);
}
