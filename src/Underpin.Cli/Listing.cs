using System.CommandLine;

namespace Underpin.Cli;

/// <summary>A verb as the overview lists it; it is made when it is called.</summary>
/// <param name="Name">As it is typed.</param>
/// <param name="Arguments">What follows it, as help writes it; empty for nothing.</param>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Make">Makes it, with its arguments and options.</param>
internal sealed record Listing(string Name, string Arguments, string Summary, Func<Command> Make);
