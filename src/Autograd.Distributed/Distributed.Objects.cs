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
        ArgumentNullException.ThrowIfNull(type);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value!, type);
        var lengths = Array.ConvertAll(AllGather(Tensor.From([bytes.Length], DType.Int64), group), length => length.Item<int>());
        Array.Resize(ref bytes, lengths.Max());
        return [.. AllGather(Tensor.From(bytes), group).Select((text, rank) => JsonSerializer.Deserialize(text.AsSpan<byte>()[..lengths[rank]], type))];
    }

    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)JsonSerializerOptions.Default.GetTypeInfo(typeof(T));
}
