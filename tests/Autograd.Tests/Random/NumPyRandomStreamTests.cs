using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Autograd.Tests;

/// <summary>Every draw of <see cref="NumPyRandom"/> against NumPy's, compared bit for bit.</summary>
public class NumPyRandomStreamTests
{
    private static IEnumerable<TestCaseData> Streams => StreamFixture.Streams("numpy");

    [TestCaseSource(nameof(Streams))]
    public void Stream_equals_NumPys(JsonElement stream)
    {
        var seed = stream.GetProperty("seed");
        var random = seed.ValueKind == JsonValueKind.Array
            ? new NumPyRandom(seed.EnumerateArray().Select(s => s.GetUInt32()).ToArray())
            : new NumPyRandom(seed.GetInt64());
        NumPyRandomState saved = default;
        var number = 0;
        foreach (var step in StreamFixture.Steps(stream))
        {
            if (step.Op == "save")
                saved = random.GetState();
            if (step.Op == "restore")
                random.SetState(saved);

            var drawn = step.Op switch
            {
                "save" => StreamFixture.Encode<byte>(Bytes(saved), step.Result),
                "restore" => "",
                _ => Draw(random, step),
            };
            Assert.That(drawn, Is.EqualTo(step.Result), $"step {number++}: {step.Op} {step.Count} {step.Args}");
        }
    }

    private static string Draw(NumPyRandom random, StreamStep step)
    {
        switch (step.Op)
        {
            case "rand":
                return Encode<double>(step, random.FillRand);
            case "randn":
                return Encode<double>(step, random.FillRandN);
            case "uniform":
                return Encode<double>(step, values => random.FillUniform(values, step.Number(0), step.Number(1)));
            case "normal":
                return Encode<double>(step, values => random.FillNormal(values, step.Number(0), step.Number(1)));
            case "exponential":
                return Encode<double>(step, values => random.FillExponential(values, step.Number(0)));
            case "randint:i1":
                return RandInt<sbyte>(random, step);
            case "randint:u1":
                return RandInt<byte>(random, step);
            case "randint:i2":
                return RandInt<short>(random, step);
            case "randint:u2":
                return RandInt<ushort>(random, step);
            case "randint:i4":
                return RandInt<int>(random, step);
            case "randint:u4":
                return RandInt<uint>(random, step);
            case "randint:i8":
                return RandInt<long>(random, step);
            case "randint:u8":
                return RandInt<ulong>(random, step);
            case "choice":
                return Encode<long>(step, values => random.FillChoice(values, (int)step.Integer(0)));
            case "choiceDistinct":
                return Encode<long>(step, values => random.FillChoice(values, (int)step.Integer(0), replace: false));
            case "choiceWeighted":
                return Encode<long>(step, values => random.FillChoice(values, step.Numbers()));
            case "choiceWeightedDistinct":
                return Encode<long>(step, values => random.FillChoice(values, step.Numbers(), replace: false));
            case "permutation":
                return Encode<long>(step, random.FillPermutation);
            case "shuffleRows":
                return Encode<long>(step, values =>
                {
                    for (var i = 0; i < values.Length; i++)
                        values[i] = i;
                    random.ShuffleRows(values, (int)step.Integer(0));
                });
            default:
                throw new InvalidOperationException($"The fixture has the operation {step.Op}.");
        }
    }

    private delegate void Fill<T>(Span<T> values);

    private static string Encode<T>(StreamStep step, Fill<T> fill)
        where T : unmanaged
    {
        var values = new T[step.Count];
        fill(values);
        return StreamFixture.Encode<T>(values, step.Result);
    }

    private static string RandInt<T>(NumPyRandom random, StreamStep step)
        where T : unmanaged, IBinaryInteger<T> =>
        Encode<T>(step, values => random.FillRandInt(values, step.Integer(0), step.Integer(1)));

    private static byte[] Bytes(NumPyRandomState state) =>
    [
        .. MemoryMarshal.AsBytes<uint>(state.Key),
        .. BitConverter.GetBytes(state.Position),
        .. BitConverter.GetBytes(state.HasGauss ? 1 : 0),
        .. BitConverter.GetBytes(state.CachedGaussian),
    ];
}
