using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Underpin.Cli;

/// <summary>A share as people type it: <c>10%</c>, or <c>10</c>.</summary>
internal static class Percentage
{
    public static Argument<double?> Argument(string description) => new("percentage")
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "N%",
        CustomParser = Parse,
    };

    public static Option<double?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N%",
        CustomParser = Parse,
    };

    private static double? Parse(ArgumentResult result)
    {
        if (result.Tokens is not [var token])
        {
            return null;
        }

        if (double.TryParse(
                token.Value.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent <= 100)
        {
            return percent;
        }

        result.AddError($"\"{token.Value}\" is not a percentage from 0% to 100%.");
        return null;
    }
}
