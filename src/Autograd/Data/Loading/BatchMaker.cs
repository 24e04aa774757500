namespace Autograd.Data;

/// <summary>Reads samples and makes a batch of them, on any thread.</summary>
/// <param name="dataset">The samples with indices; null if they come as functions.</param>
/// <param name="collate">Makes a batch of samples.</param>
/// <param name="batched">What makes a batch of indices at once; null if nothing does.</param>
internal sealed class BatchMaker<T, TBatch>(
    IReadOnlyList<T>? dataset, Func<IReadOnlyList<T>, TBatch> collate, Func<int[], TBatch>? batched)
{
    /// <summary>Makes the batch of samples with these indices.</summary>
    public TBatch Make(int[] indices, CancellationToken stop)
    {
        if (batched is not null)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                return batched(indices);
            }
            catch (Exception e)
            {
                throw CannotCollate(Format(indices), e);
            }
        }

        var samples = new T[indices.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                samples[i] = dataset![indices[i]];
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                throw CannotRead(indices[i], e);
            }
        }

        return Collate(samples, indices);
    }

    /// <summary>Makes the batch of samples that come as functions.</summary>
    /// <param name="deferred">The samples.</param>
    /// <param name="first">The place of the first of them in the pass.</param>
    /// <param name="stop">Ends the work between two samples.</param>
    public TBatch Make(Func<T>[] deferred, int first, CancellationToken stop)
    {
        var samples = new T[deferred.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                samples[i] = deferred[i]();
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                throw CannotRead(first + i, e);
            }
        }

        return Collate(samples, [.. Enumerable.Range(first, samples.Length)]);
    }

    private TBatch Collate(T[] samples, int[] indices)
    {
        try
        {
            return collate(samples);
        }
        catch (Exception e)
        {
            throw CannotCollate(Format(indices), e);
        }
    }

    private static DataLoaderException CannotRead(int index, Exception cause) =>
        new($"DataLoader: reading sample {index} failed: {cause.Message}", index, cause);

    private static DataLoaderException CannotCollate(string indices, Exception cause) =>
        new($"DataLoader: making a batch of samples {indices} failed: {cause.Message}", null, cause);

    private static string Format(int[] indices) =>
        indices.Length <= 8 ? string.Join(", ", indices) : $"{string.Join(", ", indices[..7])}, … ({indices.Length} in all)";
}
