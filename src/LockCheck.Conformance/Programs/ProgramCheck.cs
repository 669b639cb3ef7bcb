using System.Globalization;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.Hosts;
using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Traces;

namespace LockCheck.Conformance.Programs;

/// <summary>
/// The map of a real program at its end, and the one that comes of its memory calls in the model. It is no check among
/// the others: somebody has to say which program.
/// </summary>
/// <param name="program">The path of the program.</param>
/// <param name="arguments">Its arguments.</param>
public sealed class ProgramCheck(string program, IReadOnlyList<string> arguments) : ConformanceCheck
{
    /// <summary>How long a program may take if no time is given, in seconds.</summary>
    public const double SecondsDefault = 60;

    private static readonly (int Major, int Minor) Oldest = (6, 17);

    /// <inheritdoc/>
    public override string Name => "program";

    /// <inheritdoc/>
    public override string Summary => "the map of a program at its end, from its memory calls";

    /// <summary>Gets what may change a recording: nothing but in a test.</summary>
    internal Func<byte[], byte[]> Spoil { get; init; } = static log => log;

    /// <inheritdoc/>
    protected override string? WhyNot() =>
        !LinuxHost.IsX64Linux ? "this is not Linux on x86-64"
        : ProgramPath.Find("strace") is null ? "strace is not installed"
        : LinuxHost.Version.CompareTo(Oldest) < 0
            ? $"Linux {LinuxHost.Release} is older than the model's address space, which is that of 6.17 and later"
        : null;

    /// <inheritdoc/>
    protected override CheckOutcome Compare(CheckContext context)
    {
        try
        {
            using var run = new StraceRun(context);
            context.Progress($"{program} runs");
            var recording = run.Record(program, arguments, context.Seconds ?? SecondsDefault);
            context.Progress("the model");
            var all = Replay(recording, TouchedMemory.All, context.Cancellation);
            if (all.Comparison!.Lines.IsEmpty)
            {
                return OutcomeOf(all, "writable memory was taken to be written to");
            }

            var none = Replay(recording, TouchedMemory.None, context.Cancellation);
            return none.Comparison!.Lines.Length < all.Comparison.Lines.Length
                ? OutcomeOf(none, "memory was taken not to be written to: with all of it written to, more differs")
                : OutcomeOf(all, "writable memory was taken to be written to");
        }
        catch (ProgramException exception)
        {
            return CheckOutcome.Inconclusive(exception.Message);
        }
        catch (Exception exception) when (exception is TraceException or LayoutException or IOException)
        {
            return CheckOutcome.Inconclusive($"the recording cannot be replayed: {exception.Message}");
        }
    }

    private TraceOutcome Replay(ProgramRecording recording, TouchedMemory touched, CancellationToken cancellation)
    {
        using var log = new MemoryStream(Spoil(recording.Log));
        var asked = new TraceRequest(Kernel.Traces.MapsFile.Parse(recording.Initial, "the map behind the exec"))
        {
            Touched = touched,
            Expected = Kernel.Traces.MapsFile.Parse(recording.Final, "the map at the end"),
            Until = long.MaxValue,
        };
        return new TraceReplay(asked).Run(log, cancellation: cancellation);
    }

    private CheckOutcome OutcomeOf(TraceOutcome outcome, string touched)
    {
        var comparison = outcome.Comparison!;
        CheckCount[] counts = [new(outcome.Calls, "memory call"), new(comparison.Total, "map line")];
        var result = comparison.Lines.IsEmpty ? CheckOutcome.Passed(counts) : CheckOutcome.Failed(
            [
                new KernelDifference
                {
                    What = "its map",
                    Where = $"{program}, {outcome.Moment}",
                    Kernel = [.. comparison.Lines.Where(line => line[0] == '-').Select(line => line[1..])],
                    Model = [.. comparison.Lines.Where(line => line[0] == '+').Select(line => line[1..])],
                },
            ],
            counts);
        return result with { Notes = [touched, .. NotesOf(outcome)] };
    }

    private static IEnumerable<string> NotesOf(TraceOutcome outcome)
    {
        var culture = CultureInfo.InvariantCulture;
        if (outcome.Comparison!.Grown > 0)
        {
            yield return "its stack has grown by faults, which no log shows";
        }

        if (outcome.Differing > 0)
        {
            yield return string.Create(
                culture, $"calls that returned something else in the model, where the log counts: {outcome.Differing}");
        }

        if (outcome.UnknownCalls > 0)
        {
            yield return "calls of which the model knows nothing: " + string.Join(
                ", ", outcome.Unknown.Select(one => string.Create(culture, $"{one.Name} ({one.Count})")));
        }
    }
}
