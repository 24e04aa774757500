using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Autograd.Distributed;

public static partial class Distributed
{
    private const string NeedsReflection = "JSON of any type needs reflection. Ahead of time, pass the type's JsonTypeInfo.";

    /// <summary>Gives one rank's object to all, as JSON. <c>broadcast_object_list</c>.</summary>
    /// <param name="value">The object of <paramref name="src"/>; what others pass is ignored.</param>
    /// <param name="src">The rank in the group that has it.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <returns>The object.</returns>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    public static T? BroadcastObject<T>(T? value, int src = 0, ProcessGroup? group = null) =>
        BroadcastObject(value, TypeInfo<T>(), src, group);

    /// <inheritdoc cref="BroadcastObject{T}(T, int, ProcessGroup)"/>
    /// <param name="value">The object of <paramref name="src"/>; what others pass is ignored.</param>
    /// <param name="type">How it is written as JSON.</param>
    /// <param name="src">The rank in the group that has it.</param>
    /// <param name="group">The ranks; null for all.</param>
    public static T? BroadcastObject<T>(T? value, JsonTypeInfo<T> type, int src = 0, ProcessGroup? group = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        group ??= World;
        var bytes = group.Rank == src ? JsonSerializer.SerializeToUtf8Bytes(value!, type) : [];
        var length = Tensor.From([bytes.Length], DType.Int64);
        Broadcast(length, src, group);
        var text = group.Rank == src ? Tensor.From(bytes) : Tensor.Empty([length.Item<int>()], DType.UInt8);
        Broadcast(text, src, group);
        return JsonSerializer.Deserialize(text.AsSpan<byte>(), type);
    }

    /// <summary>Gives every rank's object to all, as JSON. <c>all_gather_object</c>.</summary>
    /// <param name="value">This rank's object.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <returns>The objects, in the order of the ranks.</returns>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    public static T?[] AllGatherObject<T>(T? value, ProcessGroup? group = null) => AllGatherObject(value, TypeInfo<T>(), group);

    /// <inheritdoc cref="AllGatherObject{T}(T, ProcessGroup)"/>
    /// <param name="value">This rank's object.</param>
    /// <param name="type">How it is written as JSON.</param>
    /// <param name="group">The ranks; null for all.</param>
    public static T?[] AllGatherObject<T>(T? value, JsonTypeInfo<T> type, ProcessGroup? group = null)
    {
        var (text, lengths) = Padded(value, type, group);
        return FromJson(AllGather(text, group), lengths, type);
    }

    /// <summary>Gives every rank's object to one, as JSON. <c>gather_object</c>.</summary>
    /// <param name="value">This rank's object.</param>
    /// <param name="dst">The rank in the group that gets them.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <returns>The objects, in the order of the ranks, on <paramref name="dst"/>; null elsewhere.</returns>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    public static T?[]? GatherObject<T>(T? value, int dst = 0, ProcessGroup? group = null) => GatherObject(value, TypeInfo<T>(), dst, group);

    /// <inheritdoc cref="GatherObject{T}(T, int, ProcessGroup)"/>
    /// <param name="value">This rank's object.</param>
    /// <param name="type">How it is written as JSON.</param>
    /// <param name="dst">The rank in the group that gets them.</param>
    /// <param name="group">The ranks; null for all.</param>
    public static T?[]? GatherObject<T>(T? value, JsonTypeInfo<T> type, int dst = 0, ProcessGroup? group = null)
    {
        (group ?? World).CheckedRank("GatherObject", nameof(dst), dst);
        var (text, lengths) = Padded(value, type, group);
        return Gather(text, dst, group) is { } texts ? FromJson(texts, lengths, type) : null;
    }

    /// <summary>Gives each rank one of one rank's objects, as JSON. <c>scatter_object_list</c>.</summary>
    /// <param name="values">On <paramref name="src"/> an object for each rank; ignored elsewhere.</param>
    /// <param name="src">The rank in the group that has them.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <returns>This rank's object.</returns>
    /// <exception cref="ArgumentException">There are not as many objects as ranks.</exception>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    public static T? ScatterObject<T>(IReadOnlyList<T>? values, int src = 0, ProcessGroup? group = null) =>
        ScatterObject(values, TypeInfo<T>(), src, group);

    /// <inheritdoc cref="ScatterObject{T}(IReadOnlyList{T}, int, ProcessGroup)"/>
    /// <param name="values">On <paramref name="src"/> an object for each rank; ignored elsewhere.</param>
    /// <param name="type">How it is written as JSON.</param>
    /// <param name="src">The rank in the group that has them.</param>
    /// <param name="group">The ranks; null for all.</param>
    public static T? ScatterObject<T>(IReadOnlyList<T>? values, JsonTypeInfo<T> type, int src = 0, ProcessGroup? group = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        group ??= World;
        group.CheckedRank("ScatterObject", nameof(src), src);
        var isSource = group.Rank == src;
        if (isSource && values?.Count != group.Size)
            throw new ArgumentException(
                $"ScatterObject: {values?.Count ?? 0} objects on rank {src} for a group of {group.Size}; there must be one for each rank", nameof(values));
        byte[][] texts = isSource ? [.. values!.Select(value => JsonSerializer.SerializeToUtf8Bytes(value, type))] : [];
        var lengths = isSource ? Tensor.From(Array.ConvertAll(texts, text => (long)text.Length)) : Tensor.Zeros([group.Size], DType.Int64);
        Broadcast(lengths, src, group);
        var longest = (int)lengths.ToArray<long>().Max();
        for (var i = 0; i < texts.Length; i++) Array.Resize(ref texts[i], longest);
        var own = Tensor.Empty([longest], DType.UInt8);
        Scatter(own, isSource ? Array.ConvertAll(texts, text => Tensor.From(text)) : null, src, group);
        return JsonSerializer.Deserialize(own.AsSpan<byte>()[..(int)lengths[group.Rank].Item<long>()], type);
    }

    /// <summary>This rank's object as JSON, as long as the longest of all ranks, and the lengths without that.</summary>
    private static (Tensor Text, int[] Lengths) Padded<T>(T? value, JsonTypeInfo<T> type, ProcessGroup? group)
    {
        ArgumentNullException.ThrowIfNull(type);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value!, type);
        var lengths = Array.ConvertAll(AllGather(Tensor.From([bytes.Length], DType.Int64), group), length => length.Item<int>());
        Array.Resize(ref bytes, lengths.Max());
        return (Tensor.From(bytes), lengths);
    }

    private static T?[] FromJson<T>(Tensor[] texts, int[] lengths, JsonTypeInfo<T> type) =>
        [.. texts.Select((text, rank) => JsonSerializer.Deserialize(text.AsSpan<byte>()[..lengths[rank]], type))];

    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)JsonSerializerOptions.Default.GetTypeInfo(typeof(T));
}
