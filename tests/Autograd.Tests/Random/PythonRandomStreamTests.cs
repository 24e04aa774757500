using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Autograd.Tests;

/// <summary>Every draw of <see cref="PythonRandom"/> against CPython's, compared bit for bit.</summary>
public class PythonRandomStreamTests
{
    private static IEnumerable<TestCaseData> Streams => StreamFixture.StreamsOf("python_random");

    [TestCaseSource(nameof(Streams))]
    public void Stream_equals_Pythons(JsonElement stream)
    {
        var seed = stream.GetProperty("seed");
        var random = seed.ValueKind == JsonValueKind.Object
            ? new PythonRandom(seed.GetProperty("text").GetString()!)
            : new PythonRandom(BigInteger.Parse(seed.GetString()!, CultureInfo.InvariantCulture));
        PythonRandomState saved = default;
        var number = 0;
        foreach (var step in StreamFixture.Steps(stream))
        {
            if (step.Op == "save") saved = random.GetState();
            if (step.Op == "restore") random.SetState(saved);
            var drawn = step.Op switch
            {
                "save" => StreamFixture.Encode<byte>(Bytes(saved), step.Result),
                "restore" => "",
                "getrandbits" => string.Join(",", Enumerable.Range(0, step.Count).Select(_ => Hex(random.GetRandBits((int)step.Integer(0))))),
                "randbytes" => Convert.ToHexStringLower(random.RandBytes((int)step.Integer(0))),
                _ => Integers(random, step) is { } integers
                    ? StreamFixture.Encode<long>(integers, step.Result)
                    : StreamFixture.Encode<double>(Repeat(step.Count, () => Real(random, step)), step.Result),
            };
            Assert.That(drawn, Is.EqualTo(step.Result), $"step {number++}: {step.Op} {step.Count} {step.Args}");
        }
    }

    private static long[]? Integers(PythonRandom random, StreamStep step)
    {
        switch (step.Op)
        {
            case "randint": return Repeat(step.Count, () => random.RandInt(step.Integer(0), step.Integer(1)));
            case "randrange": return Repeat(step.Count, () => random.RandRange(step.Integer(0), step.Integer(1), step.Integer(2)));
            case "shuffle":
                var list = First(step.Integer(0));
                random.Shuffle(list);
                return list;
            case "sample": return Widened(random.Sample(..(int)step.Integer(0), (int)step.Integer(1)));
            case "sampleCounts":
                var counts = step.Args[1].EnumerateArray().Select(count => count.GetInt32()).ToArray();
                return random.Sample(First(counts.Length), (int)step.Integer(0), counts);
            case "choice": return Repeat(step.Count, () => random.Choice(First(step.Integer(0))));
            case "choices": return random.Choices(First(step.Integer(0)), k: step.Count);
            case "choicesWeights": return random.Choices(First(step.Numbers().Length), step.Numbers(), k: step.Count);
            case "choicesCumWeights": return random.Choices(First(step.Numbers().Length), cumWeights: step.Numbers(), k: step.Count);
            default: return null;
        }
    }

    private static double Real(PythonRandom random, StreamStep step) => step.Op switch
    {
        "random" => random.Random(),
        "uniform" => random.Uniform(step.Number(0), step.Number(1)),
        "triangular" => random.Triangular(step.Number(0), step.Number(1)),
        "triangularMode" => random.Triangular(step.Number(0), step.Number(1), step.Number(2)),
        "normalvariate" => random.NormalVariate(step.Number(0), step.Number(1)),
        "gauss" => random.Gauss(step.Number(0), step.Number(1)),
        "lognormvariate" => random.LogNormVariate(step.Number(0), step.Number(1)),
        "expovariate" => random.ExpoVariate(step.Number(0)),
        "vonmisesvariate" => random.VonMisesVariate(step.Number(0), step.Number(1)),
        "gammavariate" => random.GammaVariate(step.Number(0), step.Number(1)),
        "betavariate" => random.BetaVariate(step.Number(0), step.Number(1)),
        "paretovariate" => random.ParetoVariate(step.Number(0)),
        "weibullvariate" => random.WeibullVariate(step.Number(0), step.Number(1)),
        _ => throw new InvalidOperationException($"The fixture has the operation {step.Op}."),
    };

    private static T[] Repeat<T>(int count, Func<T> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    private static long[] First(long count) => Widened([.. Enumerable.Range(0, (int)count)]);

    private static long[] Widened(int[] values) => Array.ConvertAll(values, value => (long)value);

    private static string Hex(BigInteger value)
    {
        var digits = value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return digits.Length == 0 ? "0" : digits;
    }

    private static byte[] Bytes(PythonRandomState state) =>
    [
        .. MemoryMarshal.AsBytes<uint>(state.Key),
        .. BitConverter.GetBytes(state.Position),
        state.GaussNext is null ? (byte)0 : (byte)1,
        .. BitConverter.GetBytes(state.GaussNext ?? 0.0),
    ];
}
