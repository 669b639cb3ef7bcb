namespace LockCheck.Specs.Scenarios;

/// <summary>Whether there was a kernel on which a reader could meet writers, and of which era it is.</summary>
internal static class CommonKernel
{
    /// <summary>Why they never met.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="writers">The writers.</param>
    /// <returns>Null if they could; otherwise which of them does not fit, and what to do.</returns>
    public static string? WhyNot(ReaderProtocol reader, IReadOnlyList<WriterProtocol> writers)
    {
        var era = reader.Era;
        foreach (var writer in writers.Where(writer => writer.Era != VmaLockEra.A))
        {
            if (era != VmaLockEra.A && era != writer.Era)
            {
                return $"{writer.Name} is of era {writer.Era} of the per-VMA locks, and the others are of era {era}. "
                    + "Take writers of one era.";
            }

            era = writer.Era;
        }

        if (reader.File != ReaderFile.Own && writers.FirstOrDefault(writer => writer.GivesSecondMm) is { } other)
        {
            return $"{other.Name} gives the target another mm, and {reader.Name} asks a file that was opened before "
                + "that: it answers for the old mm, which the invariants do not follow. Take another writer.";
        }

        if (writers.FirstOrDefault(writer => writer.ChangesTasks) is { } tasks && reader.Tasks is null)
        {
            return $"{tasks.Name} is about threads and their files, and {reader.Name} lists none. Take a reader of "
                + "tasks, such as task/all.";
        }

        if (reader.Tasks is not null && writers.FirstOrDefault(writer => writer.GivesSecondMm) is { } second)
        {
            return $"{second.Name} gives the target another mm, and what the tasks of {reader.Name} do then is not "
                + "modelled. Take another writer, or a reader of one task, such as task_vma/v7.";
        }

        var first = Kernels.FirstOf(era) is var ofEra && ofEra > reader.FirstKernel ? ofEra : reader.FirstKernel;
        return writers.FirstOrDefault(writer => writer.LastKernel is { } last && last < first) is { } old
            ? $"{old.Name} is of kernels up to v{old.LastKernel}, and the others need v{first} or later. Take a writer "
                + "of those kernels."
            : null;
    }

    /// <summary>The era of those that could have met.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="writers">The writers.</param>
    /// <returns>The era that one of them needs; A if none does.</returns>
    public static VmaLockEra EraOf(ReaderProtocol reader, IReadOnlyList<WriterProtocol> writers) =>
        writers.Select(writer => writer.Era).Append(reader.Era).Max();
}
