namespace Autograd.IO;

/// <summary>
/// Checks what a pickle made: that no container is inside itself, that none is nested so deeply that a walk by recursion
/// would run out of stack, and that classes and storages, which exist only while a pickle is read, are not part of it.
/// </summary>
internal static class PickleCheck
{
    /// <summary>The deepest nesting.</summary>
    public const int MaxDepth = 200;

    /// <summary>Checks a value. Each container is visited once, however often it occurs.</summary>
    public static void Run(PickleValue root, Func<string, Exception> damaged, Func<string, Exception> unsupported)
    {
        var heights = new Dictionary<PickleValue, int>(ReferenceEqualityComparer.Instance);
        var path = new Stack<(PickleValue Container, IEnumerator<PickleValue> Parts, int Height)>();
        Enter(root);
        while (path.Count > 0)
        {
            var (container, rest, height) = path.Pop();
            if (!rest.MoveNext())
            {
                heights[container] = height;
                Raise(height);
                continue;
            }

            path.Push((container, rest, height));
            Enter(rest.Current);
        }

        void Enter(PickleValue value)
        {
            switch (value)
            {
                case PickleScalar: return;
                case PickleGlobal global: throw unsupported($"the pickle holds the class or function {global.Name} itself; save its values");
                case PickleStorage: throw unsupported("the pickle holds a storage itself; save a tensor");
                case PickleList or PickleDict when value.Count == 0: return;
            }

            if (heights.TryGetValue(value, out var height))
            {
                if (height == 0) throw damaged("the pickle holds a container that is inside itself; save values without cycles");
                Raise(height);
                return;
            }

            if (path.Count >= MaxDepth) throw TooDeep();
            heights[value] = 0;
            path.Push((value, PartsOf(value).GetEnumerator(), 1));
        }

        void Raise(int height)
        {
            if (path.Count == 0) return;
            var (container, rest, before) = path.Pop();
            if (height + 1 > MaxDepth) throw TooDeep();
            path.Push((container, rest, Math.Max(before, height + 1)));
        }

        Exception TooDeep() => damaged($"containers are nested more than {MaxDepth} deep; save a flatter structure");
    }

    private static IEnumerable<PickleValue> PartsOf(PickleValue container) =>
        container is PickleDict dict ? dict.Select(entry => entry.Value) : (PickleList)container;
}
