using System.Reflection;
using Autograd.Distributed;
using Autograd.Distributed.DataParallelTests;
using NUnit.Framework.Internal;

// What mpirun starts: each rank runs the tests in the same order, and ends with an error at the first that fails.
Ranks.IsMpi = true;
Distributed.Init(TimeSpan.FromMinutes(2));
var (passed, ignored) = (0, 0);
foreach (var type in typeof(Ranks).Assembly.GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
{
    foreach (var method in type.GetMethods().Where(method => method.IsDefined(typeof(TestAttribute))).OrderBy(method => method.Name, StringComparer.Ordinal))
    {
        foreach (var values in Cases(method))
        {
            using var context = new TestExecutionContext.IsolatedContext();
            try
            {
                method.Invoke(Activator.CreateInstance(type), values);
                passed++;
            }
            catch (TargetInvocationException e) when (e.InnerException is IgnoreException)
            {
                ignored++;
            }
            catch (TargetInvocationException e)
            {
                Console.Error.WriteLine($"rank {Distributed.Rank}: {type.Name}.{method.Name}({string.Join(", ", values)}): {e.InnerException}");
                Environment.Exit(1);
            }
        }
    }
}

if (Distributed.Rank == 0) Console.WriteLine($"{Distributed.WorldSize} ranks: {passed} passed, {ignored} left out");
return passed > 0 ? 0 : 1;

// All combinations of what [Values] lists for the parameters.
static IEnumerable<object?[]> Cases(MethodInfo method)
{
    IEnumerable<object?[]> cases = [[]];
    foreach (var parameter in new MethodWrapper(method.DeclaringType!, method).GetParameters())
    {
        var data = parameter.GetCustomAttributes<ValuesAttribute>(false)[0].GetData(parameter).Cast<object?>().ToList();
        cases = cases.SelectMany(_ => data, (head, value) => (object?[])[.. head, Convert.ChangeType(value, parameter.ParameterType)]);
    }

    return cases.ToList();
}
