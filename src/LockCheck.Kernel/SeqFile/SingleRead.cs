namespace LockCheck.Kernel;

/// <summary>
/// User space reading a file of one line, made by <c>single_open</c> and <c>seq_read</c>: the first read() calls show
/// once, whatever the size of its buffer, and the second one returns 0.
/// </summary>
public static class SingleRead
{
    /// <summary>Opens, reads the line, and closes.</summary>
    /// <typeparam name="TOperations">The file's operations.</typeparam>
    /// <param name="operations">
    /// The file's operations; without fields, they keep their state in the reader's memory.
    /// </param>
    /// <returns>The routine of a reader's thread.</returns>
    public static async Routine ReadToEnd<TOperations>(TOperations operations)
        where TOperations : struct, ISingleOperations
    {
        await Operation.Issue(new UserStep(UserCall.Open));
        KernelModel.Current.Events.ReadBegin();
        var result = await operations.Open();
        if (result == 0)
        {
            KernelModel.Current.Events.CallBegin();
            result = await operations.Show();
            KernelModel.Current.Events.CallEnd(result == 0 ? 1 : result);
            if (SeqUser.IsKilled())
            {
                result = Errno.EINTR;
            }

            await operations.Release();
        }

        KernelModel.Current.Events.ReadEnd(result);
        ReaderMemory.Clear();
    }

    /// <summary>What the line says of a VMA, or of a part of one.</summary>
    /// <param name="vma">The VMA.</param>
    /// <param name="from">The first page that counts; the VMA's end is the end.</param>
    public static void Report(Vma vma, int from) =>
        KernelModel.Current.Events.Record(vma.ToRecord() with { Start = (ushort)from }, SeqUser.MmOf(vma));
}
