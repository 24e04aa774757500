namespace Autograd;

/// <summary>
/// Shows how far a loop is, how fast it runs and how long it will take, as tqdm does: in a terminal a bar that is drawn
/// ten times a second, elsewhere (output that goes to a file, continuous integration) a line now and then.
/// </summary>
/// <remarks>
/// Bars go to the standard error stream, as tqdm's do, so that what the program prints can still be piped. Lines that
/// are printed while a bar is shown go through <see cref="Write"/>. A loop inside of another has its bar below the
/// other's, and takes it away at its end. Leaving a loop by <c>break</c>, <c>return</c> or an exception closes its bar.
/// Source: https://tqdm.github.io/docs/tqdm/.
/// </remarks>
/// <example><code>
/// var progress = Progress.Range(5000, "training");
/// foreach (var epoch in progress)
/// {
///     var loss = lossFn.Forward(net.Forward(x), y);
///     …
///     progress.Set("loss", loss);
/// }
/// // training:  45%|█████████            | 2250/5000 [00:04&lt;00:05, 512.33it/s, loss=0.123]
/// </code></example>
public static class Progress
{
    /// <summary>The numbers 0, 1, …, <paramref name="total"/> − 1 with a bar; <c>tqdm.trange</c>.</summary>
    /// <param name="total">The number of passes of the loop.</param>
    /// <param name="description">A text before the bar.</param>
    /// <param name="unit">What is counted.</param>
    /// <param name="leave">
    /// Whether the bar's last state remains on the screen. If null, it does unless the loop is inside of another.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="total"/> is negative.</exception>
    public static ProgressBar<int> Range(int total, string? description = null, string unit = "it", bool? leave = null) => total < 0
        ? throw new ArgumentOutOfRangeException(nameof(total), $"Range: total is {total}; it must not be negative")
        : new(Enumerable.Range(0, total), ProgressScreen.Default, total, description, NotNull(unit), leave);

    /// <summary>The elements of a sequence with a bar; <c>tqdm(iterable)</c>.</summary>
    /// <param name="sequence">
    /// Any sequence. It is enumerated once, as the loop runs. If it knows its length (collections and what LINQ derives
    /// from them do), the bar shows the share that is done and the remaining time, else the count alone.
    /// </param>
    /// <param name="description">A text before the bar.</param>
    /// <param name="total">The number of elements, where the sequence does not know it.</param>
    /// <param name="unit">What is counted.</param>
    /// <param name="leave">
    /// Whether the bar's last state remains on the screen. If null, it does unless the loop is inside of another.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="total"/> is negative.</exception>
    public static ProgressBar<T> Of<T>(
        IEnumerable<T> sequence, string? description = null, long? total = null, string unit = "it", bool? leave = null) =>
        new(NotNull(sequence), ProgressScreen.Default, ProgressBar.CheckTotal(nameof(Of), total) ?? LengthOf(sequence), description, NotNull(unit), leave);

    /// <summary>
    /// Prints a line to the standard output; in a terminal it appears above the bars that are shown. <c>tqdm.write</c>.
    /// </summary>
    /// <param name="text">The line, or several.</param>
    public static void Write(string text) => ProgressScreen.Default.Write(NotNull(text));

    internal static long? LengthOf<T>(IEnumerable<T> sequence) =>
        sequence is ILengthHint hint ? hint.Length
        : sequence.TryGetNonEnumeratedCount(out var count) ? count : (sequence as IReadOnlyCollection<T>)?.Count;
}
