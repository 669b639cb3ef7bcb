using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols;

namespace LockCheck.Cli.Tests.Own;

/// <summary>munmap of the first page of a VMA.</summary>
public sealed class OwnWriter : WriterProtocol
{
    public override string Name => "own/first-page";

    public override string Row => "munmap of the first page";

    public override string? WhyNot(WriterSite site) => null;

    public override Routine<int> Run(WriterSite site) => MemoryCalls.Munmap(site.Start, site.Start + 1);
}
