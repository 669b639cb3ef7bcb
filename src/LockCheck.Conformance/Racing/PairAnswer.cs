namespace LockCheck.Conformance.Racing;

/// <summary>What the model says of a pair of neighbouring records.</summary>
/// <param name="Verdict">Whether it has it.</param>
/// <param name="Steps">The length of the schedule that shows it.</param>
/// <param name="Text">How it comes to it, or how far it was searched.</param>
public sealed record PairAnswer(PairVerdict Verdict, int Steps, string Text);

/// <summary>Whether the model has a pair of neighbouring records.</summary>
public enum PairVerdict
{
    /// <summary>A schedule delivers it.</summary>
    Explained,

    /// <summary>No schedule does, with as many rounds of the writer as were tried.</summary>
    Unexplained,

    /// <summary>The search was cut before it was found.</summary>
    Undecided,
}
