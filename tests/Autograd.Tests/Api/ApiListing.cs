using System.Globalization;
using System.Reflection;
using System.Text;

namespace Autograd.Tests.Api;

/// <summary>The public and protected members of the library, one a line, as C# would declare them.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes()
        .Where(type => !type.Name.Contains('<') && type.DeclaringType != typeof(Signposts))
        .SelectMany(type => Members(type).Prepend(Head(type)))
        .Order(StringComparer.Ordinal);

    private static string Head(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsInterface ? "interface"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate" : "class";
        var modifiers = type is { IsAbstract: true, IsSealed: true } ? "static " : type is { IsAbstract: true, IsInterface: false } ? "abstract "
            : type is { IsSealed: true, IsValueType: false } ? "sealed " : "";
        var bases = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(one => one.IsVisible).Select(Name)
            .Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && !type.IsEnum) bases = bases.Prepend(Name(parent)).Order();
        return $"{Name(type)} ({string.Join(", ", bases.Prepend(modifiers + kind))})";
    }

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var member in type.GetMembers(Declared).Where(member => !member.Name.Contains('<')))
        {
            var line = member switch
            {
                FieldInfo field when IsVisible(field.Attributes) && !field.IsSpecialName =>
                    field.IsLiteral
                        ? $"{field.Name} = {Value(field.GetRawConstantValue())}"
                        : $"{Static(field.IsStatic)}{field.Name}: {Annotated(field.FieldType, new NullabilityInfoContext().Create(field).ReadState)}",
                PropertyInfo property when Accessors(property) is { Length: > 0 } accessors => Property(property, accessors),
                MethodBase method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_") || method.IsConstructor) =>
                    Method(method),
                EventInfo @event => $"event {@event.Name}",
                _ => null,
            };
            if (line is not null) yield return $"{Name(type)}.{line}";
        }
    }

    private static string Property(PropertyInfo property, string accessors)
    {
        var any = property.GetMethod ?? property.SetMethod!;
        var indices = property.GetIndexParameters();
        var name = indices.Length > 0 ? $"this[{Parameters(indices)}]" : property.Name;
        var state = property.PropertyType.IsByRefLike ? NullabilityState.Unknown : new NullabilityInfoContext().Create(property).ReadState;
        return $"{Kind(any)}{name} {{ {accessors} }}: {Annotated(property.PropertyType, state)}";
    }

    private static string Accessors(PropertyInfo property) => string.Join(" ", new[]
    {
        property.GetMethod is { } get && IsVisible(get) ? "get;" : null,
        property.SetMethod is { } set && IsVisible(set)
            ? set.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "init;" : "set;"
            : null,
    }.Where(accessor => accessor is not null));

    private static string Method(MethodBase method)
    {
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        var text = $"{Kind(method)}{(method.IsConstructor ? "new" : method.Name)}{generic}({Parameters(method.GetParameters())})";
        return method is MethodInfo { ReturnParameter: var result }
            ? $"{text}: {Annotated(result.ParameterType, new NullabilityInfoContext().Create(result).ReadState)}"
            : text;
    }

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter =>
    {
        var text = new StringBuilder();
        if (parameter.CustomAttributes.Any(attribute => attribute.AttributeType.Name.StartsWith("ParamC") || attribute.AttributeType.Name == "ParamArrayAttribute"))
            text.Append("params ");
        if (parameter.IsOut) text.Append("out ");
        else if (parameter.IsIn && parameter.ParameterType.IsByRef) text.Append("in ");
        else if (parameter.ParameterType.IsByRef) text.Append("ref ");
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        text.Append(Annotated(type, new NullabilityInfoContext().Create(parameter).WriteState)).Append(' ').Append(parameter.Name);
        if (parameter.HasDefaultValue) text.Append(" = ").Append(Value(parameter.DefaultValue, type));
        return text.ToString();
    }));

    private static string Kind(MethodBase method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "") + Static(method.IsStatic)
        + (method.IsAbstract ? "abstract " : method is MethodInfo { IsVirtual: true, IsFinal: false } one
            ? one.GetBaseDefinition() == one ? "virtual " : "override " : "");

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static bool IsVisible(MethodBase method) =>
        method is ConstructorInfo { IsStatic: true } ? false : method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static string Annotated(Type type, NullabilityState state) =>
        Name(type) + (!type.IsValueType && state == NullabilityState.Nullable ? "?" : "");

    private static string Value(object? value, Type? type = null) => value switch
    {
        null => type is { IsValueType: true } && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ when type is { IsEnum: true } => $"{Name(type)}.{Enum.GetName(type, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Name(underlying) + "?";
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsByRef) return "ref " + Name(type.GetElementType()!);
        if (type.IsGenericParameter) return type.Name;
        var name = type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}"
            : type.Namespace is "System" || type.Namespace!.StartsWith("System.") ? type.Name : $"{type.Namespace}.{type.Name}";
        if (!type.IsGenericType) return name;
        var at = name.IndexOf('`');
        return at < 0 ? name : $"{name[..at]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
