namespace Autograd.Mutation;

/// <summary>One test.</summary>
/// <param name="Name">What it is called in the report.</param>
/// <param name="Kill">The fate of a mutant that it notices.</param>
/// <param name="Run">Runs it, and gives the message of its failure, or null if it passes.</param>
internal sealed record Check(string Name, Fate Kill, Func<string?> Run);
