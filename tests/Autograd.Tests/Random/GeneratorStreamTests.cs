using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Autograd.Tests;

/// <summary>Every draw of <see cref="Generator"/> against PyTorch's, compared bit for bit.</summary>
public class GeneratorStreamTests
{
    private static IEnumerable<TestCaseData> Streams => StreamFixture.Streams("torch");

    [TestCaseSource(nameof(Streams))]
    public void Stream_equals_PyTorchs(JsonElement stream)
    {
        var generator = new Generator(stream.GetProperty("seed").GetInt64());
        byte[] saved = [];
        var number = 0;
        foreach (var step in StreamFixture.Steps(stream))
        {
            if (step.Op == "save")
                saved = generator.GetState();
            if (step.Op == "restore")
                generator.SetState(saved);

            var drawn = step.Op switch
            {
                "save" => StreamFixture.Encode<byte>(saved, step.Result),
                "restore" => "",
                _ => Draw(generator, step),
            };
            Assert.That(drawn, Is.EqualTo(step.Result), $"step {number++}: {step.Op} {step.Count} {step.Args}");
        }
    }

    private static string Draw(Generator generator, StreamStep step) => step.Op[(step.Op.IndexOf(':') + 1)..] switch
    {
        "f32" => DrawFloating<float>(generator, step, values => step.Op switch
        {
            "rand:f32" => () => generator.FillUniform(values),
            "randn:f32" => () => generator.FillNormal(values),
            "uniform:f32" => () => generator.FillUniform(values, step.Number(0), step.Number(1)),
            "normal:f32" => () => generator.FillNormal(values, step.Number(0), step.Number(1)),
            "bernoulliEach:f32" => () => generator.FillBernoulli(
                values, Array.ConvertAll(Probabilities(step.Count), p => (float)p).AsSpan()),
            _ => null,
        }),
        "f64" => DrawFloating<double>(generator, step, values => step.Op switch
        {
            "rand:f64" => () => generator.FillUniform(values),
            "randn:f64" => () => generator.FillNormal(values),
            "uniform:f64" => () => generator.FillUniform(values, step.Number(0), step.Number(1)),
            "normal:f64" => () => generator.FillNormal(values, step.Number(0), step.Number(1)),
            "bernoulliEach:f64" => () => generator.FillBernoulli(values, Probabilities(step.Count).AsSpan()),
            _ => null,
        }),
        "u8" => DrawNumbers<byte>(generator, step),
        "i8" => DrawNumbers<sbyte>(generator, step),
        "i16" => DrawNumbers<short>(generator, step),
        "i32" => DrawNumbers<int>(generator, step),
        "i64" => DrawNumbers<long>(generator, step),
        var type => throw new InvalidOperationException($"The fixture has the element type {type}."),
    };

    private static string DrawFloating<T>(Generator generator, StreamStep step, Func<T[], Action?> special)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[step.Count];
        var draw = special(values) ?? (step.Op[..step.Op.IndexOf(':')] switch
        {
            "dropout" => () => generator.FillDropoutMask<T>(values, step.Number(0)),
            "exponential" => () => generator.FillExponential<T>(values, step.Number(0)),
            "cauchy" => () => generator.FillCauchy<T>(values, step.Number(0), step.Number(1)),
            "logNormal" => () => generator.FillLogNormal<T>(values, step.Number(0), step.Number(1)),
            _ => null,
        });
        if (draw is null)
            return DrawNumbers<T>(generator, step);

        draw();
        return StreamFixture.Encode<T>(values, step.Result);
    }

    private static string DrawNumbers<T>(Generator generator, StreamStep step)
        where T : unmanaged, INumberBase<T>
    {
        var values = new T[step.Count];
        switch (step.Op[..step.Op.IndexOf(':')])
        {
            case "randint":
                generator.FillRandInt<T>(values, step.Integer(0), step.Integer(1));
                break;
            case "randperm":
                generator.RandPerm<T>(values);
                break;
            case "bernoulli":
                generator.FillBernoulli<T>(values, step.Number(0));
                break;
            case "geometric":
                generator.FillGeometric<T>(values, step.Number(0));
                break;
            default:
                throw new InvalidOperationException(
                    string.Create(CultureInfo.InvariantCulture, $"The fixture has the operation {step.Op}."));
        }

        return StreamFixture.Encode<T>(values, step.Result);
    }

    private static double[] Probabilities(int n) => Enumerable.Range(0, n).Select(i => (i + 0.5) / n).ToArray();
}
