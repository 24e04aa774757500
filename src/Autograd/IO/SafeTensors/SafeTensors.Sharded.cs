namespace Autograd.IO;

public static partial class SafeTensors
{
    /// <summary>The greatest size of a shard by default, that of Hugging Face's hub: 5 GB.</summary>
    public const long MaxShardSize = 5_000_000_000;

    /// <summary>
    /// Writes tensors to files of a limited size, <c>model-00001-of-00003.safetensors</c> and so on, and their index
    /// <c>model.safetensors.index.json</c>; if one file is enough, to <c>model.safetensors</c>. The same as
    /// <c>save_torch_state_dict</c> of huggingface_hub.
    /// </summary>
    /// <remarks>
    /// The tensors are put into shards in the order of <paramref name="tensors"/>; one that is larger than
    /// <paramref name="maxShardSize"/> has a shard of its own. Each file is replaced as a whole, the index last, but not
    /// all of them at once: write to a new folder where the old model must survive the loss of power.
    /// </remarks>
    /// <param name="tensors">Tensors of any layout by name.</param>
    /// <param name="folder">The folder, which must exist.</param>
    /// <param name="maxShardSize">The most bytes of tensors in a file.</param>
    /// <param name="metadata">Texts to store in each file, if any.</param>
    /// <param name="name">The beginning of the files' names.</param>
    /// <returns>The path to pass to <see cref="Load(string)"/>: that of the index, or of the only file.</returns>
    /// <exception cref="ArgumentException">A tensor is null, or a name is none that can be written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size of a shard is not positive.</exception>
    /// <exception cref="IOException">The disk is full, the folder does not exist, or the disk fails.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or a file may not be written.</exception>
    public static string SaveSharded(
        IReadOnlyDictionary<string, Tensor> tensors,
        string folder,
        long maxShardSize = MaxShardSize,
        IReadOnlyDictionary<string, string>? metadata = null,
        string name = "model")
    {
        const string op = "SafeTensors.SaveSharded";
        CheckSaved(tensors, metadata, op);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (maxShardSize <= 0)
            throw new ArgumentOutOfRangeException(nameof(maxShardSize), $"{op}: a shard of {maxShardSize} bytes holds nothing; pass a positive size");
        var shards = Split(tensors, maxShardSize);
        if (shards.Count <= 1)
        {
            var only = Path.Combine(folder, $"{name}.safetensors");
            AtomicFile.Write(op, only, file => Write(tensors, file, metadata));
            return only;
        }

        var (size, weightMap) = (0L, new List<(string Name, string File)>());
        foreach (var (i, shard) in shards.Index())
        {
            var fileName = $"{name}-{i + 1:d5}-of-{shards.Count:d5}.safetensors";
            AtomicFile.Write(op, Path.Combine(folder, fileName), file => Write(shard, file, metadata));
            size += shard.Sum(pair => SizeOf(pair.Value));
            weightMap.AddRange(shard.Select(pair => (pair.Key, fileName)));
        }

        var index = Path.Combine(folder, $"{name}.safetensors.index.json");
        AtomicFile.Write(op, index, file => file.Write(ShardIndex.Write(size, weightMap)));
        return index;
    }

    private static List<List<KeyValuePair<string, Tensor>>> Split(IReadOnlyDictionary<string, Tensor> tensors, long maxShardSize)
    {
        var shards = new List<List<KeyValuePair<string, Tensor>>>();
        var (shard, size) = (new List<KeyValuePair<string, Tensor>>(), 0L);
        foreach (var pair in tensors)
        {
            var own = SizeOf(pair.Value);
            if (own > maxShardSize)
            {
                shards.Add([pair]);
                continue;
            }

            if (size + own > maxShardSize)
            {
                shards.Add(shard);
                (shard, size) = ([], 0);
            }

            shard.Add(pair);
            size += own;
        }

        if (shard.Count > 0) shards.Add(shard);
        return shards;
    }

    private static long SizeOf(Tensor tensor) => (long)tensor.Numel * tensor.DType.ItemSize();
}
