using Autograd;
using Autograd.Compare;

Options options;
try
{
    options = Options.Parse(args);
}
catch (Exception e) when (e is ArgumentException or FormatException)
{
    Console.Error.WriteLine($"{e.Message}\n{Options.Usage}");
    return 2;
}

if (options.Serve is { } name)
{
    Threading.NumThreads = options.Threads;
    Worker.Serve(Array.Find(Group.All, group => group.Name == name)!.Rows(), []);
    return 0;
}

if (options.Claim is { } claim) return Claim.All.Single(one => one.Name == claim).Holds(options.IsDry) ? 0 : 1;
if (options.Modes.Count > 0) return Claim.Check(options.Modes, options.IsDry) == 0 ? 0 : 1;
if (!options.IsDry) return Comparison.Run(options);

var rows = Group.All.SelectMany(group => group.Rows().Where(row => options.Wants(group, row)).Select(row => (group, row)));
var wrong = DryRun.Run(rows);
if (options.Only.Count == 0) wrong += Claim.Check(["endurance", "memory"], isDry: true);
return wrong == 0 ? 0 : 1;
