namespace Autograd.IO;

/// <summary>The storages of a file, which pickles name by number.</summary>
internal abstract class TorchStorages
{
    private readonly Dictionary<string, TorchStorage> _known = new(StringComparer.Ordinal);

    /// <summary>The storages that were named.</summary>
    public IReadOnlyDictionary<string, TorchStorage> Known => _known;

    /// <summary>The number of fields of a name: the zip form has one less than the old form.</summary>
    protected abstract int FieldCount { get; }

    /// <summary>
    /// Returns what <c>("storage", torch.FloatStorage, "0", "cpu", 12)</c> names. The old form has a sixth field, None or
    /// the key, start and length of a part.
    /// </summary>
    public PickleStorage Find(PickleValue id, Func<string, Exception> damaged, Func<string, Exception> unsupported)
    {
        if (id is PickleList { Count: > 0 } list && list[0] is PickleScalar { Object: "module" })
            throw unsupported("the file holds a module with its class; save model.state_dict() instead of the model");
        if (id is not PickleList { Kind: PickleKind.Tuple } fields || fields.Count != FieldCount
            || fields[0] is not PickleScalar { Object: "storage" } || fields[1] is not PickleGlobal { Call: PickleCall.StorageClass } type
            || fields[2] is not PickleScalar { Object: string key }
            || fields[4] is not PickleScalar { Kind: PickleKind.Int, Object: null } length || (long)length < 0)
            throw damaged($"{PickleText.Short(id)} is not the name of a storage");

        var count = (long)length;
        var itemSize = type.DType?.ItemSize() ?? 1;
        if (count > long.MaxValue / 16) throw damaged($"storage {key} claims {count} elements");
        if (!_known.TryGetValue(key, out var storage))
            _known[key] = storage = Open(key, type.DType, count * itemSize, damaged);
        if (storage.DType != type.DType || storage.ByteCount != count * itemSize)
            throw damaged($"storage {key} is named as {storage.ByteCount} bytes of {storage.DType}, and as {count * itemSize} of {type.DType}");
        return fields.Count < 6 || fields[5].Kind == PickleKind.None ? new(storage, 0, count) : Part(storage, count, fields[5], damaged);
    }

    /// <summary>Finds a storage that is named for the first time, and checks that the file has its bytes.</summary>
    protected abstract TorchStorage Open(string key, DType? dtype, long byteCount, Func<string, Exception> damaged);

    private static PickleStorage Part(TorchStorage storage, long count, PickleValue part, Func<string, Exception> damaged)
    {
        if (part is not PickleList { Count: 3 } fields || fields[1] is not PickleScalar { Kind: PickleKind.Int, Object: null } start
            || fields[2] is not PickleScalar { Kind: PickleKind.Int, Object: null } length || (long)start < 0 || (long)length < 0
            || (long)start > count - (long)length)
            throw damaged($"{PickleText.Short(part)} is no part of storage {storage.Key}, which has {count} elements");
        return new(storage, (long)start, (long)length);
    }
}
