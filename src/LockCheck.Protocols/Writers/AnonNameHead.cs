namespace LockCheck.Protocols.Writers;

/// <summary>prctl(PR_SET_VMA_ANON_NAME) of the head of the middle VMA, which has no name yet.</summary>
public sealed class AnonNameHead : WriterProtocol
{
    private const string Given = "[anon:lockcheck]";

    /// <inheritdoc/>
    public override string Name => "anon-name";

    /// <inheritdoc/>
    public override string Row => "PR_SET_VMA_ANON_NAME of the head of mid";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> AnonNames => [Given];

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        !site.IsPlainAnonymous ? "no plain anonymous memory" : WhyNotSplit(site, pages: 2);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        AnonName.Set(site.Start, site.Middle, KernelModel.Current.Names.NumberOf(Given));

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => AnonName.Set(site.Start, site.Middle, backing: 0));
}
