using System.CommandLine;
using System.Runtime.InteropServices;
using Underpin.Demo;

var courses =
    new Option<int>("--courses") { Description = "How many golf courses.", DefaultValueFactory = _ => 10_000 };
var rate = new Option<int>("--rate") { Description = "Requests a second.", DefaultValueFactory = _ => 150 };
var json = new Option<FileInfo?>("--json") { Description = "Write the summary to this file.", HelpName = "FILE" };
var keep = new Option<bool>("--keep") { Description = "Leave it all running at the end, until Ctrl-C." };
var plain = new Option<bool>("--plain") { Description = "Plain lines, as for a log." };
AtLeast(courses, 1_000);
AtLeast(rate, 1);

var golf = new Command("golf", "Golf courses get any number of architects, while people use the application.")
{
    courses, rate, json, keep, plain,
};
golf.SetAction(async (parsed, _) =>
{
    using var stop = new CancellationTokenSource();
    using var interrupt = On(PosixSignal.SIGINT);
    using var terminate = On(PosixSignal.SIGTERM);
    using var hangUp = On(PosixSignal.SIGHUP);
    return await GolfDemo.RunAsync(
        new DemoOptions
        {
            Courses = parsed.GetValue(courses),
            Rate = parsed.GetValue(rate),
            Json = parsed.GetValue(json),
            Keep = parsed.GetValue(keep),
            Plain = parsed.GetValue(plain) || Console.IsOutputRedirected,
        },
        stop.Token);

    // Everything that was started is stopped on the way out: the signal itself must not end us first.
    PosixSignalRegistration On(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stop.Cancel();
    });
});

var parsed = new RootCommand("A live change, end to end, on this machine.") { golf }.Parse(args);
var code = await parsed.InvokeAsync(new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    ProcessTerminationTimeout = null, // signals are ours, above
});
return parsed.Errors.Count > 0 ? 2 : code;

static void AtLeast(Option<int> option, int least) => option.Validators.Add(given =>
{
    if (given.GetValueOrDefault<int>() < least)
    {
        given.AddError($"{option.Name} is at least {least}.");
    }
});
