namespace LockCheck.Protocols.Writers;

/// <summary>munmap of the only mapping of a file that is not open, and an open that takes its file object.</summary>
public sealed class ReuseFile : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "reuse-file";

    /// <inheritdoc/>
    public override string Row => "munmap of a file, reuse of its object by open";

    /// <inheritdoc/>
    public override string Layout => "0-4r 4-8w,file=1 8-12r";

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => site.Vma.FileId == 0 ? "no file" : null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => Reuse(
        (ushort)site.Start, (ushort)site.End, KernelModel.Current.Names.AttributesOf(site.Vma).Backing);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.Impossible("the object of its file is another's");

    private static async Routine<int> Reuse(ushort start, ushort end, ushort file)
    {
        await MemoryCalls.Munmap(start, end);
        return await OtherFile.Open(file);
    }
}
