using System.Reflection;
using Autograd.NN;

namespace Autograd.Tests;

/// <summary>A function of <see cref="F"/> that is also a method of <see cref="Tensor"/> is that method.</summary>
public class FunctionalForwardTests
{
    private static IEnumerable<MethodInfo> Forwards =>
        from method in typeof(F).GetMethods(BindingFlags.Public | BindingFlags.Static)
        where typeof(Tensor).GetMethod(method.Name, Rest(method)) is not null
        select method;

    [TestCaseSource(nameof(Forwards))]
    public void The_function_is_the_method(MethodInfo function)
    {
        var method = typeof(Tensor).GetMethod(function.Name, Rest(function))!;
        var x = function.Name == "OneHot"
            ? Tensor.From(new long[] { 2, 0, 1 }, Shape.Create(3))
            : Tensor.From(new double[] { -30, -2.5, -0.75, 0.25, 1, 40 }, Shape.Create(3, 2));
        foreach (var arguments in new[] { Defaults(function), Others(function) })
        {
            var expected = (Tensor)method.Invoke(x, arguments)!;
            var actual = (Tensor)function.Invoke(null, [x, .. arguments])!;
            Assert.That(actual.Equal(expected), Is.True, $"{function.Name}({string.Join(", ", arguments)}): {actual} for {expected}");
        }
    }

    [Test]
    public void Parameters_have_the_same_names_and_defaults() => Assert.Multiple(() =>
    {
        foreach (var function in Forwards)
        {
            var method = typeof(Tensor).GetMethod(function.Name, Rest(function))!;
            Assert.That(
                function.GetParameters()[1..].Select(p => (p.Name, p.HasDefaultValue, p.DefaultValue)),
                Is.EqualTo(method.GetParameters().Select(p => (p.Name, p.HasDefaultValue, p.DefaultValue))), function.Name);
        }
    });

    private static Type[] Rest(MethodInfo method) => [.. method.GetParameters().Skip(1).Select(parameter => parameter.ParameterType)];

    private static object?[] Defaults(MethodInfo function) => [.. function.GetParameters().Skip(1).Select(
        parameter => parameter.HasDefaultValue ? parameter.DefaultValue is { } value and not DBNull ? Typed(parameter, value) : null : Other(parameter))];

    private static object?[] Others(MethodInfo function) => [.. function.GetParameters().Skip(1).Select(Other)];

    private static object Typed(ParameterInfo parameter, object value) =>
        parameter.ParameterType.IsEnum ? Enum.ToObject(parameter.ParameterType, value) : value;

    /// <summary>A number that no default is.</summary>
    private static object? Other(ParameterInfo parameter) => parameter.Name switch
    {
        "dim" => parameter.Member.Name == "Glu" ? 1 : 0,
        "numClasses" => 4,
        "weight" => Tensor.From(new double[] { 0.375, -1.5 }, Shape.Create(2)),
        "minVal" => -0.5,
        "maxVal" => 0.125,
        "dtype" => DType.Float32,
        "approximate" => GeluApproximation.Tanh,
        _ => 0.625,
    };
}
