using System.Diagnostics;

namespace Autograd.IO.Tests.Fuzzing;

/// <summary>
/// Gives a reader mutated files. Blocks of a thousand inputs share a seed, so that one input can be made again from its
/// number alone.
/// </summary>
internal static class FuzzRun
{
    private const int Block = 1000;

    /// <summary>What became of the inputs.</summary>
    /// <param name="Inputs">Their number.</param>
    /// <param name="Read">Those that were read.</param>
    /// <param name="Slowest">The longest time that one input took.</param>
    /// <param name="Findings">What should not have happened, with the number of the input.</param>
    internal sealed record Report(long Inputs, long Read, TimeSpan Slowest, List<string> Findings);

    public static Report Run(FuzzTarget target, int seed, long inputs, TimeSpan? time = null)
    {
        var seeds = target.Seeds();
        var clock = Stopwatch.StartNew();
        var (done, read, slowest, findings) = (0L, 0L, TimeSpan.Zero, new List<string>());
        foreach (var file in seeds)
        {
            Try(target, file, out var finding);
            if (finding is not null) findings.Add($"{target.Name}, a file in order of {file.Length} bytes: {finding}");
        }

        for (var block = 0L; done < inputs && findings.Count < 10 && !(clock.Elapsed > time); block++)
        {
            var mutator = new Mutator(seeds, target.Tokens, SeedOf(seed, block));
            for (var i = 0; i < Block && done < inputs; i++, done++)
            {
                var input = mutator.Next();
                var start = clock.Elapsed;
                if (Try(target, input, out var finding)) read++;
                if (finding is not null) findings.Add($"{target.Name}, --seed {seed} --case {done}, {input.Length} bytes: {finding}");
                if (clock.Elapsed - start > slowest) slowest = clock.Elapsed - start;
            }
        }

        return new Report(done, read, slowest, findings);
    }

    /// <summary>Makes the input with a number again.</summary>
    public static byte[] Input(FuzzTarget target, int seed, long number)
    {
        var mutator = new Mutator(target.Seeds(), target.Tokens, SeedOf(seed, number / Block));
        for (var i = 0; i < number % Block; i++) mutator.Next();
        return mutator.Next();
    }

    /// <summary>Reads one input; true if it was read without an exception.</summary>
    public static bool Try(FuzzTarget target, byte[] input, out string? finding)
    {
        finding = null;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var isRead = false;
        try
        {
            target.Read(input);
            isRead = true;
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
        }
        catch (Exception e)
        {
            finding = $"{e}";
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (allocated > target.BytesPerByte * input.Length + FuzzTarget.FreeBytes) finding ??= $"{allocated} bytes were allocated";
        return isRead;
    }

    private static int SeedOf(int seed, long block) => unchecked(seed * 1_000_003 + (int)block);
}
