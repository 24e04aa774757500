namespace Autograd.Distributed.MpiTests;

/// <summary>A static method that every rank runs; it is a test if <see cref="RankTests"/> starts ranks for it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RankTestAttribute : Attribute;
