using System.CommandLine;
using System.CommandLine.Parsing;
using LockCheck.Cli.Options;
using LockCheck.Cli.Verbs;
using LockCheck.Engine;
using LockCheck.Kernel.Layouts;
using LockCheck.Reporting.Coyote;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli;

/// <summary>The <c>lockcheck</c> command: runs the verb, and turns every error into a line and a code.</summary>
public static class CommandLine
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="surroundings">Where output goes, and what else lies outside.</param>
    /// <param name="cancellation">Stops searches; what they covered is printed.</param>
    /// <returns>The exit code.</returns>
    public static int Run(
        IReadOnlyList<string> args, Surroundings surroundings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(surroundings);
        try
        {
            var root = Root(surroundings, cancellation);
            var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            return parsed.Errors.Count > 0
                ? Fail(surroundings, ParseErrors.Of(parsed), ExitCodes.Usage)
                : parsed.Invoke(new InvocationConfiguration
                {
                    Output = surroundings.Out,
                    Error = surroundings.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                });
        }
        catch (Exception exception) when (exception is UsageException or UnknownNameException or ScenarioException
            or LayoutException or ScheduleException or CheckpointException or CoyoteTraceException or RoutineException
            or NondeterminismException)
        {
            return Fail(surroundings, exception.Message, ExitCodes.Usage);
        }
        catch (DivergenceException exception)
        {
            return Fail(surroundings, exception.Message, ExitCodes.Diverged);
        }
        catch (Exception exception)
        {
            return Fail(
                surroundings,
                $"LockCheck failed: {exception.Message} This is a defect of LockCheck, not of the checked protocol. "
                + $"Please report it, with the command line and this: {exception}",
                ExitCodes.Internal);
        }
    }

    private static RootCommand Root(Surroundings surroundings, CancellationToken cancellation)
    {
        var options = new CliOptions();
        var root = new RootCommand("Checks locking protocols of the Linux kernel: shows the shortest interleaving that "
            + "breaks a promise, or says that within stated bounds there is none.")
        {
            ListVerb.Make(options, surroundings),
            CheckVerb.Make(options, surroundings, cancellation),
            ReplayVerb.Make(options, surroundings),
            ExportVerb.Make(options, surroundings),
            ImportVerb.Make(options, surroundings),
            MatrixVerb.Make(options, surroundings, cancellation),
            DiffVerb.Make(options, surroundings, cancellation),
            ClaimsVerb.Make(options, surroundings, cancellation),
            VmaVerb.Make(options, surroundings, cancellation),
            MapsVerb.Make(options, surroundings, cancellation),
            ConformVerb.Make(options, surroundings, cancellation),
        };
        Help.AddTo(root);
        return root;
    }

    private static int Fail(Surroundings surroundings, string message, int code)
    {
        surroundings.Error.WriteLine($"lockcheck: {message}");
        return code;
    }
}
