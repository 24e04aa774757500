namespace Autograd.IO;

/// <summary>A checkpoint from which a run was resumed.</summary>
/// <param name="Path">The file.</param>
/// <param name="Step">The step with which it was saved.</param>
/// <param name="Fields">The values that were saved with it.</param>
/// <param name="Damaged">Why newer files were passed over: a message for each, the newest first.</param>
public sealed record SavedCheckpoint(string Path, long Step, PickleDict Fields, IReadOnlyList<string> Damaged);
