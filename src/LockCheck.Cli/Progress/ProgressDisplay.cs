using LockCheck.Engine;
using Spectre.Console;

namespace LockCheck.Cli.Progress;

/// <summary>
/// Shows on standard error how far a search is: in one changing line on a terminal, otherwise in a plain line now and
/// then, so that the log of a long run shows that it lives.
/// </summary>
internal sealed class ProgressDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Surroundings _surroundings;
    private readonly CheckLimits _limits;
    private readonly StatusContext? _status;
    private readonly Lock _gate;
    private ProgressText _text;
    private string _title = string.Empty;
    private long _last;

    private ProgressDisplay(Surroundings surroundings, CheckLimits limits, StatusContext? status, Lock? gate = null)
    {
        _surroundings = surroundings;
        _limits = limits;
        _status = status;
        _gate = gate ?? new Lock();
        _text = new ProgressText(limits);
        _last = surroundings.Clock.GetTimestamp();
    }

    /// <summary>Runs something with a display.</summary>
    public static T Run<T>(Surroundings surroundings, CheckLimits limits, Func<ProgressDisplay, T> run)
    {
        if (!surroundings.IsInteractive)
        {
            return run(new ProgressDisplay(surroundings, limits, null));
        }

        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(surroundings.Error) });
        return console.Status().Start("searching", status => run(new ProgressDisplay(surroundings, limits, status)));
    }

    /// <summary>A display for a search that runs at the same time: the two take turns.</summary>
    public ProgressDisplay Beside() => new(_surroundings, _limits, _status, _gate);

    /// <summary>Begins with the next search of several.</summary>
    public void Begin(string title)
    {
        _title = title + ": ";
        _text = new ProgressText(_limits);
        lock (_gate)
        {
            _status?.Status(Markup.Escape(_title + "searching"));
        }
    }

    /// <summary>Takes a look at the search.</summary>
    public void Report(SearchProgress progress) => Show(_text.Next(progress));

    /// <summary>Shows how far something else is that takes its time.</summary>
    public void Show(string text)
    {
        var line = _title + text;
        lock (_gate)
        {
            if (_status is not null)
            {
                _status.Status(Markup.Escape(line));
            }
            else if (_surroundings.Clock.GetElapsedTime(_last) >= Interval)
            {
                _last = _surroundings.Clock.GetTimestamp();
                _surroundings.Error.WriteLine($"lockcheck: {line}");
            }
        }
    }
}
