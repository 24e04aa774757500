using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Autograd.Data;

/// <summary>
/// Batches of the samples of a data set, in order or shuffled, made on the calling thread or by workers.
/// <c>torch.utils.data.DataLoader</c>, with its order for a seed.
/// </summary>
/// <remarks>
/// <para>
/// Each <c>foreach</c> is a pass over the data set. At its beginning it draws an Int64 from the generator, the base
/// seed; shuffling draws a second one and seeds the order with it (a generator that was passed draws the order itself).
/// </para>
/// <para>
/// Without workers no thread is made, and samples are read when their batch is asked for. With <c>numWorkers</c> = W,
/// W background threads read batches ahead, at most <c>prefetchFactor</c> each, while the consumer works; the batches
/// come in the same order. Batch i is made by worker i mod W, whose default generator is seeded with base seed + its
/// number: so random transforms draw the same numbers in each run, and those that PyTorch draws with as many workers.
/// Workers run in the execution context in which the pass began: in <see cref="GradMode.NoGrad"/> if it is on there.
/// Indexers and transforms are called from several threads at once, and must be written for that.
/// </para>
/// <para>
/// An exception of a sample becomes a <see cref="DataLoaderException"/> with the sample's index and ends the pass.
/// Leaving the loop ends the workers; each finishes the sample that it reads.
/// </para>
/// <para>
/// <see cref="StateDict"/> in the middle of a pass says where it is. A loader like this one that loads it continues
/// there in its next pass: the same batches follow as if there had been no break. A loader of another number of workers
/// gives the same samples, but what its transforms draw differs.
/// </para>
/// </remarks>
/// <typeparam name="T">The type of a sample.</typeparam>
/// <typeparam name="TBatch">The type of a batch.</typeparam>
/// <example><code>
/// var loader = new DataLoader&lt;(Tensor Image, long Label), (Tensor Images, Tensor Labels)&gt;(train, batchSize: 64, shuffle: true);
/// foreach (var (images, labels) in loader)
///     …
/// </code></example>
public class DataLoader<[DynamicallyAccessedMembers(Collate.Kept)] T, [DynamicallyAccessedMembers(Collate.Kept)] TBatch>
    : IEnumerable<TBatch>, ILengthHint, IStateful
{
    private readonly BatchMaker<T, TBatch> _maker;
    private readonly IReadOnlyCollection<int[]>? _batches;
    private readonly IterableDataset<T>? _stream;
    private readonly int _batchSize;
    private readonly bool _dropLast;
    private readonly Action<int>? _workerInitFn;
    private readonly Generator? _generator;
    private readonly LoaderState _state;
    private readonly int _prefetchFactor;

    /// <summary>Makes a loader of a data set with indices.</summary>
    /// <param name="dataset">The samples: a <see cref="Dataset{T}"/>, an array, a list.</param>
    /// <param name="batchSize">The number of samples of a batch; null for the samples themselves, one by one.</param>
    /// <param name="shuffle">True for a new random order in each pass.</param>
    /// <param name="sampler">The order, instead of <paramref name="shuffle"/>: a sampler or a list of indices.</param>
    /// <param name="batchSampler">
    /// The indices of each batch, instead of <paramref name="batchSize"/>, <paramref name="shuffle"/>,
    /// <paramref name="sampler"/> and <paramref name="dropLast"/>.
    /// </param>
    /// <param name="numWorkers">The number of threads that read ahead; 0 for none.</param>
    /// <param name="collateFn">
    /// Makes a batch of samples; null for <see cref="Collate.Default{T, TBatch}"/>. Workers call it from several threads.
    /// </param>
    /// <param name="dropLast">True to leave out a last batch that is smaller.</param>
    /// <param name="workerInitFn">What each worker does first, with its number.</param>
    /// <param name="generator">Draws the base seed and the order; null for the default one.</param>
    /// <param name="prefetchFactor">The number of batches that are under way for each worker.</param>
    /// <exception cref="ArgumentException">
    /// Arguments exclude each other, or there is no default collation of the two types.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public DataLoader(
        IReadOnlyList<T> dataset,
        int? batchSize = 1,
        bool shuffle = false,
        IReadOnlyCollection<int>? sampler = null,
        IReadOnlyCollection<int[]>? batchSampler = null,
        int numWorkers = 0,
        Func<IReadOnlyList<T>, TBatch>? collateFn = null,
        bool dropLast = false,
        Action<int>? workerInitFn = null,
        Generator? generator = null,
        int prefetchFactor = 2)
        : this(batchSize, numWorkers, workerInitFn, generator, prefetchFactor)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (sampler is not null && shuffle)
            throw new ArgumentException("DataLoader: both sampler and shuffle are given; a sampler is the order, so leave shuffle out", nameof(sampler));
        if (batchSampler is not null && (batchSize != 1 || shuffle || sampler is not null || dropLast))
            throw new ArgumentException(
                "DataLoader: batchSampler stands for batchSize, shuffle, sampler and dropLast; leave those out", nameof(batchSampler));
        sampler ??= shuffle ? new RandomSampler(dataset.Count, generator: generator) : new SequentialSampler(dataset.Count);
        _batches = batchSampler ?? new BatchSampler(sampler, _batchSize, dropLast);
        _maker = new BatchMaker<T, TBatch>(
            dataset, CollationOf(batchSize, collateFn, dropLast),
            collateFn is null && batchSize is not null ? BatchedSource.Of<T, TBatch>(dataset) : null);
        _state = new LoaderState(_batches, generator ?? (_batches as Sampler<int[]>)?.Generator, numWorkers);
    }

    /// <summary>Makes a loader of an iterable data set.</summary>
    /// <param name="dataset">The samples, whose order is that of the batches.</param>
    /// <param name="batchSize">The number of samples of a batch; null for the samples themselves, one by one.</param>
    /// <param name="numWorkers">The number of threads that read ahead; 0 for none. They share one enumerator.</param>
    /// <param name="collateFn">Makes a batch of samples; null for <see cref="Collate.Default{T, TBatch}"/>.</param>
    /// <param name="dropLast">True to leave out a last batch that is smaller.</param>
    /// <param name="workerInitFn">What each worker does first, with its number.</param>
    /// <param name="generator">Draws the base seed; null for the default one.</param>
    /// <param name="prefetchFactor">The number of batches that are under way for each worker.</param>
    /// <exception cref="ArgumentException">There is no default collation of the two types.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public DataLoader(
        IterableDataset<T> dataset,
        int? batchSize = 1,
        int numWorkers = 0,
        Func<IReadOnlyList<T>, TBatch>? collateFn = null,
        bool dropLast = false,
        Action<int>? workerInitFn = null,
        Generator? generator = null,
        int prefetchFactor = 2)
        : this(batchSize, numWorkers, workerInitFn, generator, prefetchFactor)
    {
        _stream = NotNull(dataset);
        _dropLast = dropLast;
        _maker = new BatchMaker<T, TBatch>(null, CollationOf(batchSize, collateFn, dropLast), null);
        _state = new LoaderState(null, generator, numWorkers);
    }

    private DataLoader(int? batchSize, int numWorkers, Action<int>? workerInitFn, Generator? generator, int prefetchFactor)
    {
        if (batchSize < 1)
            throw new ArgumentOutOfRangeException(nameof(batchSize), $"DataLoader: batchSize is {batchSize}; a batch has at least 1 sample");
        if (numWorkers < 0)
            throw new ArgumentOutOfRangeException(nameof(numWorkers), $"DataLoader: numWorkers is {numWorkers}; use 0 for none");
        if (prefetchFactor < 1)
            throw new ArgumentOutOfRangeException(nameof(prefetchFactor), $"DataLoader: prefetchFactor is {prefetchFactor}; it must be at least 1");
        (_batchSize, _workerInitFn, _generator, _prefetchFactor) = (batchSize ?? 1, workerInitFn, generator, prefetchFactor);
        (_maker, _state) = (null!, null!);
    }

    /// <summary>The number of batches of a pass; <c>len(loader)</c>.</summary>
    /// <exception cref="InvalidOperationException">The data set is iterable and does not know its length.</exception>
    public int Count => _batches?.Count ?? CountOf(_stream!)
        ?? throw new InvalidOperationException("Count: the iterable data set does not know how many samples it has; override its Count, or count the batches");

    long? ILengthHint.Length => _batches?.Count ?? CountOf(_stream!);

    /// <summary>Begins a pass.</summary>
    public IEnumerator<TBatch> GetEnumerator() => Begin(CancellationToken.None);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// Begins a pass for <c>await foreach</c>: the consumer waits for workers without a thread. Without workers, samples
    /// are read on the calling thread.
    /// </summary>
    /// <remarks>
    /// <c>await foreach (var batch in loader)</c> finds this method. The class is no <see cref="IAsyncEnumerable{T}"/>,
    /// because LINQ has methods of the same names for both kinds of sequences.
    /// </remarks>
    /// <param name="cancellationToken">Ends the pass with an <see cref="OperationCanceledException"/>.</param>
    public IAsyncEnumerator<TBatch> GetAsyncEnumerator(CancellationToken cancellationToken = default) => Begin(cancellationToken);

    /// <summary>
    /// The batches of a pass for <c>await foreach</c> that can be cancelled, and for what takes an
    /// <see cref="IAsyncEnumerable{T}"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the pass with an <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<TBatch> EnumerateAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pass = Begin(cancellationToken);
        await using var end = pass.ConfigureAwait(false);
        while (await pass.MoveNextAsync().ConfigureAwait(false)) yield return pass.Current;
    }

    /// <summary>The batches of a pass that can be cancelled: <c>foreach (var batch in loader.Enumerate(token))</c>.</summary>
    /// <param name="cancellationToken">Ends the pass with an <see cref="OperationCanceledException"/>.</param>
    public IEnumerable<TBatch> Enumerate(CancellationToken cancellationToken)
    {
        using var pass = Begin(cancellationToken);
        while (pass.MoveNext()) yield return pass.Current;
    }

    /// <summary>
    /// Where the present pass is, or the last one that was left before its end; and the state of a generator or sampler
    /// that was passed. Entries: <c>batches</c> (how many were delivered, −1 between two passes), <c>base_seed</c>,
    /// <c>default_generator</c>, <c>generator</c>, <c>generator_at_start</c>, <c>worker.0</c> …, <c>sampler.…</c>.
    /// </summary>
    public OrderedDictionary<string, Tensor> StateDict() => _state.Save();

    /// <summary>Makes the next pass continue where the one of the state was.</summary>
    /// <exception cref="ArgumentException">The state is not one of such a loader; nothing is changed.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state) => _state.Load(NotNull(state));

    /// <summary>What makes batches; without a batch size, what passes a single sample on.</summary>
    private static Func<IReadOnlyList<T>, TBatch> CollationOf(int? batchSize, Func<IReadOnlyList<T>, TBatch>? collateFn, bool dropLast)
    {
        if (batchSize is not null) return collateFn ?? DefaultCollate<T, TBatch>.Get();
        if (dropLast)
            throw new ArgumentException("DataLoader: dropLast with batchSize: null, where there are no batches; leave it out", nameof(dropLast));
        if (collateFn is not null)
            throw new ArgumentException("DataLoader: collateFn with batchSize: null, where there are no batches; Map the data set instead", nameof(collateFn));
        if (typeof(T) != typeof(TBatch))
            throw new ArgumentException(
                $"DataLoader: batchSize: null gives samples of {TypeText.Of(typeof(T))}, not {TypeText.Of(typeof(TBatch))}; use DataLoader<T>, or Map the data set",
                nameof(batchSize));
        return samples => ((IReadOnlyList<TBatch>)samples)[0];
    }

    private int? CountOf(IterableDataset<T> stream) => stream.Count is not { } count ? null
        : _dropLast ? count / _batchSize
        : (int)(((long)count + _batchSize - 1) / _batchSize);

    private LoaderPass<TBatch> Begin(CancellationToken cancellationToken)
    {
        BatchJobs<TBatch> jobs = _stream is not null
            ? new StreamJobs<T, TBatch>(_maker, _stream, _batchSize, _dropLast)
            : new IndexedJobs<T, TBatch>(_maker, _batches!.GetEnumerator());
        try
        {
            return _state.Begin(_generator ?? Generator.Default, jobs.Skip, (position, onEnd) =>
                new LoaderPass<TBatch>(jobs, position, _prefetchFactor, _workerInitFn, onEnd, cancellationToken));
        }
        catch
        {
            jobs.Dispose();
            throw;
        }
    }
}

/// <summary>
/// Batches of the type of the samples: of <see cref="Tensor"/>s, of arrays, tuples, dictionaries and records of them.
/// </summary>
/// <typeparam name="T">The type of a sample and of a batch.</typeparam>
/// <example><code>
/// foreach (var (x, y) in new DataLoader&lt;Tensor[]&gt;(new TensorDataset(images, labels), batchSize: 64, shuffle: true))
///     …
/// </code></example>
public sealed class DataLoader<[DynamicallyAccessedMembers(Collate.Kept)] T> : DataLoader<T, T>
{
    /// <inheritdoc/>
    public DataLoader(
        IReadOnlyList<T> dataset,
        int? batchSize = 1,
        bool shuffle = false,
        IReadOnlyCollection<int>? sampler = null,
        IReadOnlyCollection<int[]>? batchSampler = null,
        int numWorkers = 0,
        Func<IReadOnlyList<T>, T>? collateFn = null,
        bool dropLast = false,
        Action<int>? workerInitFn = null,
        Generator? generator = null,
        int prefetchFactor = 2)
        : base(dataset, batchSize, shuffle, sampler, batchSampler, numWorkers, collateFn, dropLast, workerInitFn, generator, prefetchFactor)
    {
    }

    /// <inheritdoc/>
    public DataLoader(
        IterableDataset<T> dataset,
        int? batchSize = 1,
        int numWorkers = 0,
        Func<IReadOnlyList<T>, T>? collateFn = null,
        bool dropLast = false,
        Action<int>? workerInitFn = null,
        Generator? generator = null,
        int prefetchFactor = 2)
        : base(dataset, batchSize, numWorkers, collateFn, dropLast, workerInitFn, generator, prefetchFactor)
    {
    }
}
