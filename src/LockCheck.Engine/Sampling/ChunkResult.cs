using System.Numerics;
using System.Runtime.ExceptionServices;

namespace LockCheck.Engine;

/// <summary>
/// What a chunk of consecutive runs found. Chunks are counted together in the order of their numbers, so the sum is
/// the same whoever made them, and when.
/// </summary>
internal sealed class ChunkResult
{
    /// <summary>The place of deadlocks among the findings, behind the properties.</summary>
    public const int Deadlock = Property.CountMax;

    private readonly PathStep[][] _paths = new PathStep[Property.CountMax + 1][];
    private readonly int[] _lengths = new int[Property.CountMax + 1];
    private UInt128 _found;

    /// <summary>Gets the number of the chunk, from 0.</summary>
    public long Number { get; private set; }

    /// <summary>Gets or sets how many of its runs were made.</summary>
    public long Runs { get; set; }

    public long Transitions { get; set; }

    public long Terminal { get; set; }

    public long Deadlocks { get; set; }

    public int Depth { get; set; }

    /// <summary>Gets or sets the first run that failed, from 0; null if none did.</summary>
    public long? FirstFailing { get; set; }

    /// <summary>Gets or sets why no run behind the last one here counts; null if they do.</summary>
    public string? Stop { get; set; }

    /// <summary>Gets or sets the error in the model that the last run here ended with.</summary>
    public ExceptionDispatchInfo? Error { get; set; }

    /// <summary>Forgets everything, for a chunk of another number; the buffers of paths are kept.</summary>
    public void Reset(long number)
    {
        (Number, Runs, Transitions, Terminal, Deadlocks, Depth) = (number, 0, 0, 0, 0, 0);
        (FirstFailing, Stop, Error, _found) = (null, null, null, 0);
    }

    /// <summary>Keeps a path if it is the first or the shortest of its kind; of equals the first stays.</summary>
    public void Keep(int kind, ReadOnlySpan<PathStep> path)
    {
        var bit = UInt128.One << kind;
        if ((_found & bit) != 0 && _lengths[kind] <= path.Length)
        {
            return;
        }

        _found |= bit;
        _lengths[kind] = path.Length;
        if (_paths[kind] is null || _paths[kind].Length < path.Length)
        {
            _paths[kind] = new PathStep[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, path.Length))];
        }

        path.CopyTo(_paths[kind]);
    }

    /// <summary>Adds the next chunk.</summary>
    public void Add(ChunkResult next)
    {
        Runs += next.Runs;
        Transitions += next.Transitions;
        Terminal += next.Terminal;
        Deadlocks += next.Deadlocks;
        Depth = Math.Max(Depth, next.Depth);
        FirstFailing ??= next.FirstFailing;
        Stop = next.Stop;
        Error = next.Error;
        for (var kind = 0; kind <= Deadlock; kind++)
        {
            if ((next._found & (UInt128.One << kind)) != 0)
            {
                Keep(kind, next._paths[kind].AsSpan(0, next._lengths[kind]));
            }
        }
    }

    /// <summary>Lists the findings in the order of the properties, deadlocks last.</summary>
    public IReadOnlyList<Finding> ToFindings(PropertyTable properties)
    {
        var findings = new List<Finding>();
        for (var kind = 0; kind <= Deadlock; kind++)
        {
            if ((_found & (UInt128.One << kind)) != 0)
            {
                findings.Add(new Finding(
                    kind == Deadlock ? null : properties[kind],
                    _paths[kind].AsSpan(0, _lengths[kind]).ToArray(),
                    IsShortest: false));
            }
        }

        return findings;
    }
}
