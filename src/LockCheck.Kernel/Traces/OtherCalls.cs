using System.Text;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Traces;

/// <summary>Calls that change what a VMA is like: advices, policies, names, segments. As in <see cref="PlacingCalls"/>.
/// </summary>
internal sealed class OtherCalls
{
    private const int GuardInstall = 102;
    private readonly Dictionary<string, int> _policies = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (string Name, ulong Bytes)> _segments = [];

    /// <summary>The names of anonymous memory, by their numbers less one.</summary>
    public List<string> Names { get; } = [];

    /// <summary>madvise; none if the advice is not known.</summary>
    public static long? Madvise(ExactSpace space, StraceArgs args, long said)
    {
        var address = args.Number("an address");
        var length = args.Number("a length");
        var advice = StraceFlags.Advise(args.Next());
        if (advice == GuardInstall && said == 0)
        {
            // Guards are entries of the page table, which need an anon_vma (madvise_guard_install, 6.18).
            var end = (long)(address >> ExactSpace.PageShift) + ExactSpace.PagesOf(length);
            for (var vma = space.Find(address);
                vma is not null && vma.Start < end; vma = vma.Next)
            {
                PageTouch.Prepare(space, vma);
            }
        }

        return Enum.IsDefined((Advice)advice) ? space.Madvise(address, length, (Advice)advice)
            : advice < 0 ? null
            : said;
    }

    /// <summary>mbind.</summary>
    public long Mbind(ExactSpace space, StraceArgs args)
    {
        var address = args.Number("an address");
        var length = args.Number("a length");
        var mode = args.Next();
        var policy = 0;
        if (!mode.SequenceEqual("MPOL_DEFAULT"u8))
        {
            var text = $"{Encoding.ASCII.GetString(mode)} {Encoding.ASCII.GetString(args.Next())}";
            if (!_policies.TryGetValue(text, out policy))
            {
                _policies.Add(text, policy = _policies.Count + 1);
            }
        }

        return space.Mbind(address, length, policy);
    }

    /// <summary>prctl(PR_SET_VMA, PR_SET_VMA_ANON_NAME); a kernel may not have it.</summary>
    public long Prctl(ExactSpace space, StraceArgs args, long said)
    {
        if (said != 0 || !args.Next().StartsWith("PR_SET_VMA"u8) || !args.Next().StartsWith("PR_SET_VMA_ANON_NAME"u8))
        {
            return said;
        }

        var address = args.Number("an address");
        var length = args.Number("a length");
        var text = args.Next();
        var number = 0;
        if (!text.SequenceEqual("NULL"u8))
        {
            var name = StraceArgs.PathOf(text.Trim((byte)'"'));
            number = Names.IndexOf(name) + 1;
            if (number == 0)
            {
                Names.Add(name);
                number = Names.Count;
            }
        }

        return space.NameAnonymous(address, length, number);
    }

    /// <summary>shmget: what a later shmat maps.</summary>
    public void ShmGet(StraceArgs args, long said)
    {
        var key = args.Next();
        var number = key.SequenceEqual("IPC_PRIVATE"u8) || !TraceNumber.TryParse(key, out var value) ? 0 : value;
        var bytes = args.Number("a size");
        _segments[said] = ($"/SYSV{number:x8}", bytes);
    }

    /// <summary>shmat; none if the log does not say how long the segment is.</summary>
    public long? Shmat(ExactSpace space, StraceArgs args, long said)
    {
        if (!_segments.TryGetValue((long)args.Number("a segment"), out var segment))
        {
            return null;
        }

        _ = args.Next();
        var flags = args.Next();
        var isReadOnly = flags.IndexOf("SHM_RDONLY"u8) >= 0;
        if (said < 0)
        {
            return said;
        }

        // The segment may have been removed by now, or not; the kernel shows it as deleted from the start.
        var file = space.Open(id => FileNames.Make(id, segment.Name + " (deleted)", !isReadOnly));
        var prot = Prot.Read | (isReadOnly ? 0 : Prot.Write) | (flags.IndexOf("SHM_EXEC"u8) >= 0 ? Prot.Exec : 0);
        return space.Mmap((ulong)said, segment.Bytes, prot, MapFlags.Shared | MapFlags.Fixed, file);
    }

    /// <summary>shmdt: what is left of the segment goes.</summary>
    public static long Shmdt(ExactSpace space, StraceArgs args)
    {
        var start = (long)(args.Number("an address") >> ExactSpace.PageShift);
        var file = (MappedFile?)null;
        for (var vma = space.Vmas.Find(start); vma is not null;)
        {
            var next = vma.Next;
            if (vma.File is { HasClose: true } && vma.Start - start == vma.Pgoff && (file is null || file == vma.File))
            {
                file = vma.File;
                space.Drop(vma);
            }

            vma = next;
        }

        return file is null ? Errno.EINVAL : 0;
    }
}
