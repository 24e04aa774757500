using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Autograd.NN;

/// <summary>
/// The fields of a module's class that can hold parameters, buffers or modules, found by reflection once per class.
/// </summary>
internal static class ModuleFields
{
    /// <summary>
    /// The members that trimming must keep: <see cref="Module"/> requires them of every derived class.
    /// </summary>
    public const DynamicallyAccessedMemberTypes Kept =
        DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFieldsWithInherited;

    private static readonly ConcurrentDictionary<Type, Entry[]> Cache = new();

    /// <summary>A field, its name in the state, and true if it is marked as a buffer.</summary>
    public sealed record Entry(FieldInfo Field, string Name, bool IsBuffer);

    /// <summary>Returns the fields in declaration order, those of the base class first.</summary>
    public static Entry[] Of([DynamicallyAccessedMembers(Kept)] Type type) =>
        Cache.TryGetValue(type, out var entries) ? entries : Cache[type] = Find(type);

    /// <summary>All fields that are no numbers, whatever they hold, those of the base class first.</summary>
    public static IEnumerable<FieldInfo> All([DynamicallyAccessedMembers(Kept)] Type type)
    {
        var found = new List<FieldInfo>();
        for (var level = type; level is not null && level != typeof(Module); level = level.BaseType)
        {
            var fields = level.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
            found.InsertRange(0, fields.Where(field => !field.FieldType.IsPrimitive && field.FieldType != typeof(string)));
        }

        return found;
    }

    private static Entry[] Find([DynamicallyAccessedMembers(Kept)] Type type)
    {
        var found = new List<Entry>();
        for (var level = type; level is not null && level != typeof(Module); level = level.BaseType)
        {
            var fields = level.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
            var ofLevel = new List<Entry>();
            foreach (var field in fields)
            {
                if (!CanHoldMembers(field.FieldType)) continue;
                var isBuffer = field.IsDefined(typeof(BufferAttribute));
                ofLevel.Add(new Entry(field, MemberNames.StateName(field.Name), isBuffer));
            }

            found.InsertRange(0, ofLevel);
        }

        return [.. found];
    }

    /// <summary>
    /// True if a field of this type can hold a tensor, a module or a collection of them; other fields are never read.
    /// </summary>
    private static bool CanHoldMembers(Type type)
    {
        if (type.IsAssignableTo(typeof(Tensor)) || type.IsAssignableTo(typeof(Module))) return true;
        if (type.IsArray) return CanHoldMembers(type.GetElementType()!);
        if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)))
        {
            foreach (var argument in type.GetGenericArguments())
                if (CanHoldMembers(argument)) return true;
            return false;
        }

        return type.IsInterface || type == typeof(object)
            || type.IsAssignableTo(typeof(IList)) || type.IsAssignableTo(typeof(IDictionary));
    }
}
