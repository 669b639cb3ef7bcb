using System.CommandLine;
using LockCheck.Cli.Checking;
using LockCheck.Cli.Options;

namespace LockCheck.Cli.Verbs;

/// <summary><c>lockcheck maps --maps INITIAL --strace LOG</c>.</summary>
internal static class MapsVerb
{
    public static Command Make(CliOptions options, Surroundings surroundings, CancellationToken cancellation)
    {
        var command = new Command(
            "maps", "Replay the memory calls of a real program, as strace logged them, and print its memory map.")
        {
            options.InitialMaps,
            options.Strace,
            options.Touched,
            options.Expect,
            options.Pid,
            options.Until,
            options.First,
            options.Json,
        };
        command.SetAction(parsed => new MapsRun(
            new MapsRequest
            {
                Maps = parsed.GetRequiredValue(options.InitialMaps),
                Strace = parsed.GetRequiredValue(options.Strace),
                Touched = parsed.GetValue(options.Touched) ?? CliOptions.All,
                Expect = parsed.GetValue(options.Expect),
                Pid = parsed.GetValue(options.Pid),
                Until = parsed.GetValue(options.Until),
                First = parsed.GetValue(options.First) ?? VmaRun.FirstDefault,
                Json = parsed.GetValue(options.Json),
            },
            surroundings,
            cancellation).Run());
        return command;
    }
}
