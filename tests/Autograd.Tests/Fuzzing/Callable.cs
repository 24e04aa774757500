using System.Linq.Expressions;
using System.Reflection;
using Autograd.NN;
using Module = Autograd.NN.Module;

namespace Autograd.Tests.Fuzzing;

/// <summary>A public member that the fuzzer calls; that of a module is called on one that is constructed first.</summary>
/// <param name="Name">What it is called in a report.</param>
/// <param name="Constructor">The module's constructor, or null.</param>
/// <param name="Method">The method.</param>
internal sealed record Callable(string Name, ConstructorInfo? Constructor, MethodInfo Method)
{
    // What reads or changes the state of the process or of the graph, shows memory, or leaves its result undefined by contract.
    private static readonly HashSet<string> _left =
    [
        "AsSpan", "CopyTo", "Empty", "EmptyLike", "GetEnumerator", "GetHashCode", "Equals", "GetType", "ToString", "Backward", "RetainGrad", "ZeroGrad",
        "Item", "ToArray", "get_Strides", "get_StorageOffset", "get_IsContiguous", "get_Data", "set_Data", "get_Grad", "set_Grad", "get_GradFn",
        "set_RequiresGrad", "get_RequiresGrad", "RegisterHook", "Detach", "View", "get_IsLeaf", "get_IsParameter", "get_IsInference",
        "op_Equality", "op_Inequality", "op_Explicit",
    ];

    private readonly Lazy<Func<object?, object?[], object?>> _call = new(() => Compile(Method));
    private readonly Lazy<Func<object?, object?[], object?>?> _construct = new(() => Constructor is null ? null : Compile(Constructor));

    /// <summary>Every member that can be called with arguments that can be made, in an order that does not depend on the runtime.</summary>
    public static Callable[] All { get; } = [.. Find().OrderBy(one => one.Name, StringComparer.Ordinal)];

    public bool IsInPlace =>
        Method.Name.EndsWith("InPlace", StringComparison.Ordinal) || Method.Name.StartsWith("set_", StringComparison.Ordinal)
        || Method.ReturnType == typeof(void) || Method.DeclaringType == typeof(Init)

        // They scale rows of the table down, if maxNorm is given.
        || Method.Name is "Embedding" or "EmbeddingBag";

    public ParameterInfo[] ConstructorParameters { get; } = Constructor?.GetParameters() ?? [];

    public ParameterInfo[] Parameters { get; } = Method.GetParameters();

    public bool HasTensorReceiver => !Method.IsStatic && Constructor is null;

    /// <summary>Calls the method; the first arguments are the constructor's, if there is one.</summary>
    public object? Invoke(object? receiver, object?[] constructorArguments, object?[] arguments) =>
        _call.Value(_construct.Value is { } construct ? construct(null, constructorArguments) : receiver, arguments);

    private static IEnumerable<Callable> Find()
    {
        foreach (var type in (Type[])[typeof(Tensor), typeof(F), typeof(Linalg), typeof(Init)])
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                if (!_left.Contains(method.Name) && Close(method) is { } closed && CanCall(closed))
                    yield return new Callable(NameOf(type.Name + "." + method.Name, closed), null, closed);
        foreach (var type in typeof(Module).Assembly.GetExportedTypes())
        {
            if (!type.IsSubclassOf(typeof(Module)) || type.IsAbstract) continue;
            var forwards = type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => method.Name == "Forward" && CanCall(method));
            foreach (var constructor in type.GetConstructors().Where(CanMakeAll))
                foreach (var forward in forwards)
                    yield return new Callable(NameOf($"new {type.Name}", constructor) + NameOf(".Forward", forward), constructor, forward);
        }
    }

    private static MethodInfo? Close(MethodInfo method) =>
        !method.IsGenericMethodDefinition ? method
        : method.GetGenericArguments().Length == 1 ? method.MakeGenericMethod(typeof(float)) : null;

    private static bool CanCall(MethodInfo method) => !method.ReturnType.IsByRefLike && CanMakeAll(method);

    private static bool CanMakeAll(MethodBase method) => method.GetParameters().All(parameter => ArgumentMaker.CanMake(parameter.ParameterType));

    private static string NameOf(string name, MethodBase method) =>
        $"{name}({string.Join(", ", method.GetParameters().Select(parameter => TypeName(parameter.ParameterType)))})";

    private static string TypeName(Type type) =>
        type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>" : type.Name;

    /// <summary>Compiled, since reflection passes no spans: they come as arrays.</summary>
    private static Func<object?, object?[], object?> Compile(MethodBase method)
    {
        var receiver = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object[]));
        var passed = method.GetParameters().Select((parameter, i) =>
        {
            Expression argument = Expression.ArrayIndex(arguments, Expression.Constant(i));
            var type = parameter.ParameterType;
            if (!type.IsByRefLike) return Expression.Convert(argument, type);
            var array = type.GetGenericArguments()[0].MakeArrayType();
            return (Expression)Expression.New(type.GetConstructor([array])!, Expression.Convert(argument, array));
        });
        Expression call = method is ConstructorInfo constructor ? Expression.New(constructor, passed)
            : method.IsStatic ? Expression.Call((MethodInfo)method, passed)
            : Expression.Call(Expression.Convert(receiver, method.DeclaringType!), (MethodInfo)method, passed);
        call = call.Type == typeof(void)
            ? Expression.Block(call, Expression.Constant(null))
            : Expression.Convert(call, typeof(object));
        return Expression.Lambda<Func<object?, object?[], object?>>(call, receiver, arguments).Compile();
    }
}
