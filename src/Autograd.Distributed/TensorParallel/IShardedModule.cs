namespace Autograd.Distributed;

/// <summary>A module that holds this rank's parts of parameters.</summary>
public interface IShardedModule
{
    /// <summary>How its own parameters are cut, by their names in the state; those that are whole are not in it.</summary>
    IReadOnlyDictionary<string, Shard> Shards { get; }
}
