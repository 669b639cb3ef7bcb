using System.CommandLine;
using System.CommandLine.Parsing;

namespace LockCheck.Cli.Options;

/// <summary>Says what is wrong with a command line that could not be parsed: one error, the first.</summary>
internal static class ParseErrors
{
    public static string Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "lockcheck" : $"lockcheck {command.Name}";
        var help = $"`{name} --help` shows how it is used";
        var verbs = string.Join(", ", parsed.RootCommandResult.Command.Subcommands.Select(verb => verb.Name));
        if (command is RootCommand)
        {
            return parsed.UnmatchedTokens.Count > 0
                ? $"There is no command `{parsed.UnmatchedTokens[0]}`. The commands are {verbs}; {help}."
                : $"A command is missing. The commands are {verbs}; {help}.";
        }

        if (parsed.UnmatchedTokens.Count > 0)
        {
            var token = parsed.UnmatchedTokens[0];
            return token.StartsWith('-')
                ? $"`{name}` has no option `{token}`. Usual cause: a slip, or an option of another command; {help}."
                : $"`{name}` does not take `{token}`. Usual cause: a blank in a value without quotes, or an option "
                    + $"without its name; {help}.";
        }

        return Of(parsed.Errors[0], name, help);
    }

    private static string Of(ParseError error, string name, string help) => error.SymbolResult switch
    {
        CommandResult { Command: { Arguments.Count: > 0 } command } =>
            $"`{name}` needs {string.Join(' ', command.Arguments.Select(argument => argument.HelpName))}; {help}.",
        ArgumentResult { Parent: CommandResult } argument =>
            $"`{name}` needs {argument.Argument.HelpName ?? argument.Argument.Name}; {help}.",
        OptionResult { Tokens.Count: 0 } option =>
            $"{option.Option.Name} needs a value: {option.Option.Name} {option.Option.HelpName}; {help}.",
        OptionResult { Tokens.Count: > 1 } option
            when !error.Message.StartsWith(option.Option.Name, StringComparison.Ordinal) =>
            $"{option.Option.Name} is given {option.Tokens.Count} times. Usual cause: a command line put together from "
            + "two. Leave one of them.",
        _ => error.Message,
    };
}
