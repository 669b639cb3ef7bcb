namespace LockCheck.Conformance.Racing;

/// <summary>What a reader and a cycle have seen of each other.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Cycle">The cycle.</param>
/// <param name="Judge">Its passes.</param>
internal sealed record RaceRun(RaceReader Reader, RaceCycle Cycle, PassJudge Judge)
{
    /// <summary>Gets how many rounds the writer made meanwhile.</summary>
    public long Rounds { get; set; }

    /// <summary>Gets how many passes the writer was at work through, from begin to end.</summary>
    public long Raced { get; set; }
}
