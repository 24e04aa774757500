using System.Linq.Expressions;
using System.Reflection;
using Autograd.Data;
using Autograd.Distributions;
using Autograd.NN;

namespace Autograd.Tests.Errors;

/// <summary>Every public member that takes a reference says which argument is null, if one is that may not be.</summary>
public class NullArgumentTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, Type> _closed = new()
    {
        [typeof(ModuleList<>)] = typeof(ModuleList<ReLU>),
        [typeof(ModuleDict<>)] = typeof(ModuleDict<ReLU>),
        [typeof(Dataset<>)] = typeof(Dataset<Tensor[]>),
        [typeof(IterableDataset<>)] = typeof(IterableDataset<float>),
        [typeof(Subset<>)] = typeof(Subset<float>),
        [typeof(ConcatDataset<>)] = typeof(ConcatDataset<float>),
        [typeof(ChainDataset<>)] = typeof(ChainDataset<float>),
        [typeof(StackDataset<,>)] = typeof(StackDataset<float, float>),
        [typeof(StackDataset<,,>)] = typeof(StackDataset<float, float, float>),
        [typeof(DataLoader<>)] = typeof(DataLoader<Tensor>),
        [typeof(DataLoader<,>)] = typeof(DataLoader<float, Tensor>),
    };

    private static IEnumerable<Type> Types => typeof(Tensor).Assembly.GetExportedTypes()
        .Where(type => !typeof(Delegate).IsAssignableFrom(type) && !IsRecord(type) && !IsSignpost(type) && Members(type).Any())
        .OrderBy(type => type.FullName, StringComparer.Ordinal);

    [TestCaseSource(nameof(Types))]
    public void A_null_is_named(Type type) => Assert.That(string.Join("\n", Members(type).SelectMany(Silent)), Is.Empty);

    private static IEnumerable<MethodBase> Members(Type type) => type.GetMembers(Everything).OfType<MethodBase>()
        .Where(member => !member.IsAbstract && !(type.IsAbstract && member.IsConstructor) && member.Name != nameof(Equals))
        .Where(member => member.GetParameters().Any(Forbids));

    /// <summary>The parameters of a member that let null through, and what happened instead.</summary>
    private static IEnumerable<string> Silent(MethodBase member)
    {
        var method = Closed(member);
        var parameters = method.GetParameters();
        var forbidding = member.GetParameters();
        for (var i = 0; i < parameters.Length; i++)
        {
            if (!Forbids(forbidding[i])) continue;
            var arguments = parameters.Select(Samples.For).ToArray();
            arguments[i] = null;
            var outcome = OutcomeOf(method, arguments);
            if (outcome is not ArgumentNullException { ParamName: var name } || name != parameters[i].Name)
                yield return $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", parameters.Select(p => p.Name))}): "
                    + $"{parameters[i].Name}: {outcome?.GetType().Name} {outcome?.Message.ReplaceLineEndings(" ")}";
        }
    }

    // Compiled, since reflection passes no spans.
    private static Exception? OutcomeOf(MethodBase method, object?[] arguments)
    {
        var parameters = method.GetParameters().Zip(arguments, (parameter, argument) =>
            parameter.ParameterType.IsByRef ? Expression.Variable(parameter.ParameterType.GetElementType()!)
            : parameter.ParameterType.IsByRefLike ? (Expression)Expression.Default(parameter.ParameterType)
            : Expression.Constant(argument, parameter.ParameterType)).ToArray();
        Expression call = method is ConstructorInfo constructor ? Expression.New(constructor, parameters)
            : method.IsStatic ? Expression.Call((MethodInfo)method, parameters)
            : Expression.Call(Expression.Constant(Samples.Receiver(method.DeclaringType!)), (MethodInfo)method, parameters);
        try
        {
            Expression.Lambda<Action>(Expression.Block(typeof(void), parameters.OfType<ParameterExpression>(), call)).Compile()();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>A generic method of floats or of a module; a method of a generic type as one of its closed descendants has it.</summary>
    private static MethodBase Closed(MethodBase member)
    {
        if (member.DeclaringType!.ContainsGenericParameters && _closed.TryGetValue(member.DeclaringType.GetGenericTypeDefinition(), out var closed))
            member = MethodBase.GetMethodFromHandle(member.MethodHandle, closed.TypeHandle)!;
        else if (member.DeclaringType!.ContainsGenericParameters)
            member = MethodBase.GetMethodFromHandle(member.MethodHandle, typeof(GroupedOptimizer<SGDGroup>).TypeHandle)!;
        if (member is not MethodInfo { IsGenericMethodDefinition: true } generic) return member;
        return generic.MakeGenericMethod(Array.ConvertAll(generic.GetGenericArguments(), ArgumentOf));
    }

    private static Type ArgumentOf(Type parameter)
    {
        var bound = parameter.GetGenericParameterConstraints().FirstOrDefault();
        if (bound == typeof(Autograd.NN.Module)) return typeof(ReLU);
        if (bound == typeof(ConvNd)) return typeof(Conv2d);
        if (bound == typeof(Linear)) return typeof(Linear);
        return bound == typeof(Distribution) ? typeof(Normal) : typeof(float);
    }

    private static bool Forbids(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType && !parameter.ParameterType.IsByRef && !parameter.ParameterType.IsGenericParameter
        && new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.Nullable;

    /// <summary>Signposts cannot be called, nor can the compiler's types for extensions.</summary>
    private static bool IsSignpost(Type type) => type.Name.StartsWith('<') || type.FullName!.StartsWith(typeof(Signposts).FullName!, StringComparison.Ordinal);

    /// <summary>Records carry data, and check none.</summary>
    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;
}
