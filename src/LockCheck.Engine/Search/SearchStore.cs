using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>What a search keeps of the states it has seen, for all its workers.</summary>
internal sealed unsafe class SearchStore : IDisposable
{
    private readonly byte* _root;

    /// <param name="model">The model.</param>
    /// <param name="options">Bounds and switches.</param>
    /// <param name="isShared">Whether several workers search.</param>
    public SearchStore(LoadedModel model, SearchOptions options, bool isShared)
    {
        Pieces = new StatePieces(model.Shape, isShared);
        Memo = options is { Memoize: true, Preemptions: null } ? new StepMemo(isShared) : null;
        _root = (byte*)NativeMemory.AllocZeroed((nuint)Pieces.RecordBytes);
    }

    /// <summary>Gets the pieces of states.</summary>
    public StatePieces Pieces { get; }

    /// <summary>Gets what steps did; null if every step is run.</summary>
    public StepMemo? Memo { get; }

    /// <summary>Gets the fingerprints of all states.</summary>
    public FingerprintTable Seen { get; } = new();

    /// <summary>Gets how each state was first reached.</summary>
    public ParentLog Log { get; } = new();

    /// <summary>Gets the bytes of all of it.</summary>
    public long Bytes => Pieces.Bytes + (Memo?.Bytes ?? 0) + Seen.Bytes + Log.Bytes;

    /// <summary>Makes the record of the initial state.</summary>
    /// <param name="stepper">A stepper whose working state it is.</param>
    /// <returns>The record; it lives as long as this.</returns>
    public byte* RecordRoot(Stepper stepper)
    {
        Pieces.Record(stepper.State, _root);
        return _root;
    }

    /// <summary>Says what a search has found and what the states have cost; the caller adds its own numbers.</summary>
    public SearchResult Result(IReadOnlyList<Finding> findings, SearchLimits limits) => new()
    {
        Verdict = findings.Any(finding => finding.IsFailure) ? Verdict.Violated
            : limits.CutBy is not null ? Verdict.Inconclusive
            : Verdict.VerifiedWithinBounds,
        CutBy = limits.CutBy,
        Findings = findings,
        States = Log.Count,
        Transitions = 0,
        TerminalStates = 0,
        DeadlockStates = 0,
        Depth = 0,
        VectorBytes = Pieces.VectorBytes,
        TableBytes = Seen.Bytes,
        LogBytes = Log.Bytes,
        PieceBytes = Pieces.Bytes,
        MemoBytes = Memo?.Bytes ?? 0,
        MissProbability = FingerprintTable.MissProbability(Log.Count),
        Elapsed = limits.Elapsed,
    };

    public void Dispose()
    {
        Pieces.Dispose();
        Memo?.Dispose();
        Seen.Dispose();
        Log.Dispose();
        NativeMemory.Free(_root);
    }
}
