namespace LockCheck.Conformance.Checks;

/// <summary>What came of a check.</summary>
public enum CheckVerdict
{
    /// <summary>Something was compared, and all of it is the same.</summary>
    Passed,

    /// <summary>The model and the kernel differ.</summary>
    Failed,

    /// <summary>The machine lacks what the check needs.</summary>
    Skipped,

    /// <summary>It could not be decided: what was to happen did not, or somebody stopped it.</summary>
    Inconclusive,
}
