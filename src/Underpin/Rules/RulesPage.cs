using System.Text;
using Underpin.Postgres;

namespace Underpin.Rules;

/// <summary>docs/rules.md: each rule with its reason, its way out, and its two scripts.</summary>
internal static class RulesPage
{
    private const string Head =
    """
    # The rules of lint

    What may `expand.sql` not do? `underpin lint CHANGE` runs it on a scratch copy of the live schema, statement by
    statement, and looks at what happens; `underpin expand CHANGE` does so first, always. Each rule below is a
    folder in `src/Underpin/Rules`; this page is rendered from them, and its scripts are run by their test.

    A finding shuts the gate to expand. `--force --because "…"` passes it and keeps the reason in the journal, but
    not where it says *cannot be forced*.


    """;

    public static string Render()
    {
        var page = new StringBuilder(Head);
        foreach (var rule in AllRules.List)
        {
            page.AppendLine($"- [{rule.Name}](#{rule.Name}): {rule.Title.ToLowerInvariant()}");
        }

        foreach (var rule in AllRules.List)
        {
            page.AppendLine().AppendLine($"## {rule.Name}").AppendLine();
            page.AppendLine($"**{rule.Title}.** {rule.Why}{(rule.MayBeForced ? "" : " *Cannot be forced.*")}")
                .AppendLine();
            page.AppendLine($"Instead: {rule.Instead}").AppendLine();
            Show(page, "Refused", rule, "bad.sql");
            page.AppendLine();
            Show(page, "Fine", rule, "good.sql");
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Show(StringBuilder page, string word, LintRule rule, string file) => page
        .AppendLine($"{word}:").AppendLine()
        .AppendLine("```sql").AppendLine(EmbeddedSql.Beside(rule.GetType(), file).Text.TrimEnd()).AppendLine("```");
}
