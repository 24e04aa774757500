namespace Autograd.NN;

/// <summary>A module in a <see cref="ModuleSummary"/>.</summary>
/// <param name="Name">The name in the whole, as <see cref="Module.NamedModules"/> has it; empty for the whole.</param>
/// <param name="Module">The module.</param>
/// <param name="Depth">The number of modules that it is in.</param>
/// <param name="OutputShapes">The shapes of its results in its last call; empty if no hook saw a call.</param>
/// <param name="Parameters">The number of its own parameters, of which one that was counted above counts as none.</param>
/// <param name="MultiplyAdds">The multiply-adds of its calls; null if the module does not state them.</param>
/// <param name="Time">The time of its calls, that of modules in it included; null if no hook saw a call.</param>
public sealed record SummaryRow(
    string Name, Module Module, int Depth, IReadOnlyList<Shape> OutputShapes, long Parameters, long? MultiplyAdds, TimeSpan? Time);
