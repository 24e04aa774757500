namespace Autograd.Data;

/// <summary>Names of types as C# writes them, for messages.</summary>
internal static class TypeText
{
    public static string Of(Type type)
    {
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (!type.IsGenericType) return Keyword(type) ?? type.Name;
        var arguments = string.Join(", ", type.GetGenericArguments().Select(Of));
        var name = type.Name.Split('`')[0];
        return name == "ValueTuple" ? $"({arguments})" : $"{name}<{arguments}>";
    }

    private static string? Keyword(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => null,
        TypeCode.Boolean => "bool",
        TypeCode.Byte => "byte",
        TypeCode.SByte => "sbyte",
        TypeCode.Int16 => "short",
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.Single => "float",
        TypeCode.Double => "double",
        TypeCode.Decimal => "decimal",
        TypeCode.String => "string",
        _ => type == typeof(object) ? "object" : null,
    };
}
