using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Underpin.Cli.Verbs;

namespace Underpin.Cli;

/// <summary>The usual help, and after it a command line that works.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var streams = parseResult.InvocationConfiguration;
        var output = streams.Output;
        using var text = new StringWriter();
        streams.Output = text;
        usual.Invoke(parseResult);
        // The usual help calls the tool by its executable's name.
        output.Write(text.ToString().Replace(RootCommand.ExecutableName, "underpin", StringComparison.Ordinal));
        if (parseResult.CommandResult.Command is Verb { Examples: { Count: > 0 } examples })
        {
            output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }
        }

        return 0;
    }
}
