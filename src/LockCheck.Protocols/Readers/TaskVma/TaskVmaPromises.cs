namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>What every revision of the task_vma iterator sets out to keep, whether it does or not.</summary>
internal static class TaskVmaPromises
{
    /// <summary>
    /// Gets the promises. A reader that drops its lock promises no order or overlap of records (I4, I4', I5) and no
    /// state common to a page (I6). What a task is to them is its tid, and nobody spoke of its mm (I16).
    /// </summary>
    public static IReadOnlyList<string> All { get; } = ["I1", "I3", "I5''", "I8", "I9", "I10", "I14", "I15"];

    /// <summary>
    /// Gets the promises over several tasks: those about maps for each map, no sleep inside the RCU sections of the
    /// task source, and each task once.
    /// </summary>
    public static IReadOnlyList<string> OfTasks { get; } =
        ["I1", "I3", "I5''", "I8", "I9", "I10", "I11", "I14", "I15", "tasks"];
}
