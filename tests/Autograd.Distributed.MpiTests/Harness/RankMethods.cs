using System.Reflection;

namespace Autograd.Distributed.MpiTests;

/// <summary>The methods with <see cref="RankTestAttribute"/>, by their names, in an order that is the same everywhere.</summary>
internal static class RankMethods
{
    public static SortedDictionary<string, MethodInfo> All { get; } = new(
        typeof(RankMethods).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(method => method.GetCustomAttribute<RankTestAttribute>() is not null)
            .ToDictionary(method => $"{method.DeclaringType!.Name}.{method.Name}"),
        StringComparer.Ordinal);
}
