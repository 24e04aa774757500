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
    Worker.Serve(Array.Find(Group.All, group => group.Name == name)!, options.Threads);
    return 0;
}

var rows = Group.All.SelectMany(group => group.Rows().Where(row => options.Wants(group, row)).Select(row => (group, row)));
return options.IsDry ? Worker.Dry(rows) : Comparison.Run(options);
