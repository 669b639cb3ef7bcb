using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Traces;

/// <summary>
/// The moments at which the map that is asked for may have been taken: each time that somebody in the log reads it, and
/// the end. A map that is read in pieces is put together as its reader got it: each piece from the address on with
/// which it begins, as it was then.
/// </summary>
internal sealed class MapMoments(TraceRequest request, MapsText text)
{
    private List<MapsLine>? _reading;
    private ulong _from;
    private long _readAt;
    private long _version = -1;
    private TraceSpace? _owner;

    /// <summary>The map that was chosen, or none yet.</summary>
    public List<MapsLine>? Map { get; private set; }

    /// <summary>Its comparison.</summary>
    public MapsComparison? Comparison { get; private set; }

    /// <summary>Its line.</summary>
    public long Line { get; private set; }

    /// <summary>What is there.</summary>
    public string Moment { get; private set; } = string.Empty;

    /// <summary>Whether the end has been seen.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Somebody reads the map, and gets it from an address on.</summary>
    public void Read(TraceSpace owner, ulong from, long line)
    {
        if (IsOver || request.Until is not null || owner.Space is not { } space)
        {
            return;
        }

        if (_reading is null || from < _from)
        {
            EndReading();
            _reading = text.From(space, 0);
            _readAt = line;
        }
        else if (owner != _owner || owner.Version != _version)
        {
            _reading.RemoveAll(one => one.Start >= from);
            _reading.AddRange(text.From(space, from));
        }

        (_owner, _version, _from) = (owner, owner.Version, from);
    }

    /// <summary>The map ends, or the log does.</summary>
    public void End(ExactSpace? space, long line, string moment)
    {
        if (IsOver)
        {
            return;
        }

        EndReading();
        IsOver = true;
        if (space is not null && (Map is null || request.Expected is not null))
        {
            Take(text.From(space, 0), line, moment);
        }
    }

    private void EndReading()
    {
        if (_reading is not null)
        {
            Take(_reading, _readAt, "where the log reads the map");
            _reading = null;
        }
    }

    /// <summary>
    /// The last one that is read counts; of several that can be compared, the one that differs least. The end counts if
    /// it is better than all of them.
    /// </summary>
    private void Take(List<MapsLine> map, long line, string moment)
    {
        var comparison = request.Expected is { } expected ? MapsComparison.Of(expected.Lines, map) : null;
        if (Comparison is null || comparison is null ||
            comparison.Lines.Length < Comparison.Lines.Length + (IsOver ? 0 : 1))
        {
            (Map, Comparison, Line, Moment) = (map, comparison, line, moment);
        }
    }
}
