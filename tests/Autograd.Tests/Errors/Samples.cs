using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Autograd.Data;
using Autograd.Distributions;
using Autograd.IO;
using Autograd.NN;

namespace Autograd.Tests.Errors;

/// <summary>Something to pass for a parameter of any type, and something to call a method on.</summary>
internal static class Samples
{
    // What distributions take.
    private static readonly Dictionary<string, double> _numbers = new() { ["p"] = 0.5, ["a"] = 2, ["mode"] = 1.5, ["right"] = 2 };

    public static object? For(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(double) && _numbers.TryGetValue(parameter.Name!, out var number) ? number
        : parameter.ParameterType == typeof(Tensor) && parameter.Name == "index" ? Tensor.Zeros([2, 2], DType.Int64)
        : parameter.HasDefaultValue && parameter.DefaultValue is { } value and not DBNull && value.GetType() == parameter.ParameterType
            ? value
        : Of(parameter.ParameterType);

    /// <summary>What was never constructed will do to be called: arguments are looked at before anything else.</summary>
    public static object Receiver(Type type)
    {
        if (type == typeof(Tensor)) return Tensor.Ones(2, 2);
        if (type == typeof(Sequential)) return new Sequential(new ReLU());
        if (!type.IsAbstract) return RuntimeHelpers.GetUninitializedObject(type);
        var derived = type.Assembly.GetTypes().Concat([typeof(OneResult), typeof(TwoResults), typeof(Hooked), typeof(Numbers)]).First(
            other => !other.IsAbstract && !other.ContainsGenericParameters && IsOne(other, type));
        return RuntimeHelpers.GetUninitializedObject(derived);
    }

    private static bool IsOne(Type? type, Type of)
    {
        for (; type is not null; type = type.BaseType)
            if (type == of || (type.IsGenericType && type.GetGenericTypeDefinition() == of)) return true;
        return false;
    }

    private static object? Of(Type type)
    {
        if (type == typeof(Tensor)) return Tensor.Ones(2, 2);
        if (type == typeof(Shape)) return Shape.Create(2, 2);
        if (type == typeof(string)) return "fro";
        if (type == typeof(Optimizer)) return new SGD([Parameter.From(Tensor.Ones(2))], lr: 0.1);
        if (type == typeof(Autograd.NN.Module) || type == typeof(UnaryModule)) return new ReLU();
        if (type == typeof(int) || type == typeof(long) || type == typeof(double)) return Convert.ChangeType(1, type);
        if (type == typeof(Stream)) return new MemoryStream();
        if (type.IsInterface && type.IsAssignableFrom(typeof(Dictionary<string, Tensor>))) return new Dictionary<string, Tensor>();
        if (type.IsAssignableFrom(typeof(Tensor[]))) return new[] { Tensor.Ones(2, 2) };
        if (type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(IEnumerable<>) || open == typeof(IReadOnlyList<>))) return Array.CreateInstance(type.GenericTypeArguments[0], 0);
        if (type.IsByRef || type.IsByRefLike || Nullable.GetUnderlyingType(type) is not null) return null;
        if (type.IsValueType) return RuntimeHelpers.GetUninitializedObject(type);
        if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, new int[type.GetArrayRank()]);
        if (typeof(Delegate).IsAssignableFrom(type)) return Function(type);
        if (type == typeof(NumPyRandom)) return new NumPyRandom(0);
        if (type == typeof(Distribution)) return new Normal(0, 1);
        if (type == typeof(Transform)) return new ExpTransform();
        if (type == typeof(PickleValue)) return (PickleValue)"fro";
        return type is { IsAbstract: false } ? RuntimeHelpers.GetUninitializedObject(type) : null;
    }

    private static Delegate Function(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        var parameters = invoke.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType)).ToArray();
        Expression body = invoke.ReturnType == typeof(void) ? Expression.Empty() : Expression.Constant(Of(invoke.ReturnType), invoke.ReturnType);
        return Expression.Lambda(type, body, parameters).Compile();
    }

    /// <summary>A module of the user's.</summary>
    private sealed class Hooked : HookedModule
    {
        protected override Tensor ForwardCore(Tensor x) => x;
    }

    /// <summary>A data set of the user's.</summary>
    private sealed class Numbers : IterableDataset<float>
    {
        public override IEnumerator<float> GetEnumerator() => Enumerable.Empty<float>().GetEnumerator();
    }

    /// <summary>A function of the user's.</summary>
    private sealed class OneResult : Function
    {
        protected override Tensor Forward(FunctionContext context, Tensor[] inputs) => inputs[0];

        protected override Tensor?[] Backward(FunctionContext context, Tensor grad) => [grad];
    }

    /// <summary>Another one.</summary>
    private sealed class TwoResults : MultiOutputFunction
    {
        protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs) => [inputs[0], inputs[0]];

        protected override Tensor?[] Backward(FunctionContext context, Tensor?[] grads) => [grads[0]];
    }
}
