using System.Globalization;
using System.Text.Json;
using Autograd.NN;
using Autograd.Tests.Errors;

namespace Autograd.Tests.NN;

/// <summary>Clipping of gradients, and parameters as one vector.</summary>
public class UtilsTests
{
    private static readonly JsonElement Data = Fixture.Load("training.json").GetProperty("clipping");

    public static IEnumerable<TestCaseData> Cases() => Data.GetProperty("cases").EnumerateArray().Select(testCase =>
        new TestCaseData(testCase).SetArgDisplayNames($"p = {testCase.GetProperty("p")}, {testCase.GetProperty("max")}"));

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.State(() => Utils.ClipGradNorm([WithGrad(float.PositiveInfinity)], 1, errorIfNonfinite: true),
            "ClipGradNorm: the total norm of order 2 of the gradients is Infinity, so they cannot be clipped; pass errorIfNonfinite: false "
            + "to scale them by it anyway"),
        Mistake.State(() => Utils.GetTotalNorm([Tensor.From(float.NaN)], 1, errorIfNonfinite: true),
            "GetTotalNorm: the total norm of order 1 of the gradients is NaN, so they cannot be clipped; pass errorIfNonfinite: false to "
            + "scale them by it anyway"),
        Mistake.Argument(() => Utils.ClipGradValue([null!], 1), "ClipGradValue: a parameter is null; pass tensors alone (Parameter 'parameters')"),
        Mistake.Argument(() => Utils.ParametersToVector([]),
            "ParametersToVector: there is no parameter; pass one or more, such as net.Parameters()"),
        Mistake.Argument(() => Utils.VectorToParameters(Tensor.Ones(3), [Tensor.Ones(2)]),
            "VectorToParameters: a tensor of shape (3,) for parameters of 2 elements; pass a vector with as many"),
        Mistake.Argument(() => Utils.VectorToParameters(Tensor.Ones(1, 2), [Tensor.Ones(2)]),
            "VectorToParameters: a tensor of shape (1, 2) for parameters of 2 elements; pass a vector with as many"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();

    [TestCaseSource(nameof(Cases))]
    public void Norms_are_clipped_as_in_PyTorch(JsonElement testCase)
    {
        var p = testCase.GetProperty("p").GetString() is "inf" ? double.PositiveInfinity
            : double.Parse(testCase.GetProperty("p").GetString()!, CultureInfo.InvariantCulture);
        var expected = testCase.GetProperty("norm").GetDouble();
        var parameters = Gradients();
        var frozen = Parameter.From(Tensor.Ones(2));
        Assert.That(Utils.GetTotalNorm(parameters.Select(w => w.Grad!), p).Item(), Is.EqualTo(expected).Within(1e-12));

        var norm = Utils.ClipGradNorm([frozen, .. parameters], testCase.GetProperty("max").GetDouble(), p);
        Assert.That(norm.Item(), Is.EqualTo(expected).Within(1e-12));
        Check(parameters, testCase);

        parameters = Gradients();
        Utils.ClipGradsWithNorm(parameters, testCase.GetProperty("max").GetDouble(), norm);
        Check(parameters, testCase);
    }

    [Test]
    public void Gradients_of_a_pass_are_clipped_in_place()
    {
        var w = Parameter.From(Tensor.From([3f, 4f]));
        (w * w).Sum().Backward();
        Utils.ClipGradNorm([w], 1);
        Assert.That(w.Grad!.ToArray<float>(), Is.EqualTo(new[] { 0.6f, 0.8f }).Within(1e-6));
        Utils.ClipGradValue([w], 0.7);
        Assert.That(w.Grad!.ToArray<float>(), Is.EqualTo(new[] { 0.6f, 0.7f }).Within(1e-6));
    }

    [Test]
    public void No_gradients_have_the_norm_0_and_one_that_is_not_finite_scales_if_asked_to()
    {
        Assert.That(Utils.ClipGradNorm([Parameter.From(Tensor.Ones(2))], 1).Item(), Is.Zero);
        var w = WithGrad(float.PositiveInfinity);
        Assert.That(Utils.ClipGradNorm([w], 1).Item(), Is.EqualTo(double.PositiveInfinity));
        Assert.That(w.Grad!.Item(), Is.NaN);
    }

    [Test]
    public void Parameters_become_a_vector_and_return()
    {
        var (a, b) = (Parameter.From(Tensor.From(new[,] { { 1f, 2f } })), Parameter.From(Tensor.From([3f])));
        var vector = Utils.ParametersToVector([a, b]);
        (vector * Tensor.From([1f, 10f, 100f])).Sum().Backward();
        Assert.That(a.Grad!.ToArray<float>(), Is.EqualTo(new[] { 1f, 10f }));
        Utils.VectorToParameters(vector.Detach() * 2, [a, b]);
        Assert.That((a.ToArray<float>(), b.Item()), Is.EqualTo((new[] { 2f, 4f }, 6.0)));
        Assert.That(a.RequiresGrad, Is.True);
    }

    private static Tensor WithGrad(float grad)
    {
        var w = Parameter.From(Tensor.Ones(1));
        w.Grad = Tensor.From([grad]);
        return w;
    }

    private static Tensor[] Gradients() => [.. Data.GetProperty("gradients").EnumerateArray().Select((numbers, i) =>
    {
        var shape = Shape.Create(Data.GetProperty("shapes")[i].Deserialize<int[]>()!);
        var parameter = Parameter.From(Tensor.Zeros(shape, DType.Float64));
        parameter.Grad = Tensor.From(numbers.Numbers<double>()).Reshape(shape);
        return parameter;
    })];

    private static void Check(Tensor[] parameters, JsonElement testCase)
    {
        foreach (var (parameter, expected) in parameters.Zip(testCase.GetProperty("clipped").EnumerateArray()))
            Assert.That(parameter.Grad!.ToArray<double>(), Is.EqualTo(expected.Numbers<double>()).Within(1e-12));
    }
}
