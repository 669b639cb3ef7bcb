using System.Globalization;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Recordings;

/// <summary>A memory call on a region. Addresses are pages of it.</summary>
public record RegionCall
{
    /// <summary>The name of the operation (docs/address-space.md).</summary>
    public required string Op { get; init; }

    /// <summary>The first page.</summary>
    public required long Start { get; init; }

    /// <summary>One past the last page.</summary>
    public required long End { get; init; }

    /// <summary>The protection of mmap and mprotect.</summary>
    public Prot Prot { get; init; }

    /// <summary>What mmap maps.</summary>
    public string Kind { get; init; } = string.Empty;

    /// <summary>The offset of a mapped file, in pages.</summary>
    public long Offset { get; init; }

    /// <summary>Whether mmap is MAP_FIXED_NOREPLACE.</summary>
    public bool NoReplace { get; init; }

    /// <summary>The new length of mremap, in pages.</summary>
    public long NewLength { get; init; }

    /// <summary>Where mremap moves to; -1 if it may not move.</summary>
    public long To { get; init; } = -1;

    /// <summary>Whether mremap keeps the source (MREMAP_DONTUNMAP).</summary>
    public bool DontUnmap { get; init; }

    /// <summary>The policy of mbind, 0 for the default.</summary>
    public int Policy { get; init; }

    /// <summary>The flags that mmap is given.</summary>
    public MapFlags MapFlags =>
        (NoReplace ? MapFlags.FixedNoReplace : MapFlags.Fixed) |
        (Kind is "f0shared" or "m0shared" or "shm" or "sysv" ? MapFlags.Shared : MapFlags.Private) |
        (IsOfFile ? MapFlags.None : MapFlags.Anonymous) |
        Kind switch
        {
            "noreserve" => MapFlags.NoReserve,
            "stack" => MapFlags.Stack,
            "growsdown" => MapFlags.GrowsDown,
            "locked" => MapFlags.Locked,
            "populate" => MapFlags.Populate,
            _ => MapFlags.None,
        };

    /// <summary>The protection that mmap is given: the recorder drops x from a shared mapping of its file.</summary>
    public Prot MapProt => Kind == "f0shared" ? Prot & ~Prot.Exec : Prot;

    /// <summary>Whether mmap maps a file.</summary>
    public bool IsOfFile => Kind is "f0" or "f0shared" or "f1" or "m0" or "m0shared" or "sysv";

    /// <summary>The flags that mremap is given.</summary>
    public RemapFlags RemapFlags => To < 0 ? RemapFlags.None
        : RemapFlags.MayMove | RemapFlags.Fixed | (DontUnmap ? RemapFlags.DontUnmap : RemapFlags.None);

    /// <summary>The call in words: <c>mprotect 7-8 rw</c>.</summary>
    public sealed override string ToString()
    {
        var culture = CultureInfo.InvariantCulture;
        var words = string.Create(culture, $"{Op} {Start}-{End}");
        return Op switch
        {
            "mmap" => words + string.Create(
                culture, $" {ProtText.Of(Prot)} {Kind} offset {Offset}{(NoReplace ? ", no replace" : "")}"),
            "mprotect" => $"{words} {ProtText.Of(Prot)}",
            "mbind" => words + string.Create(culture, $" policy {Policy}"),
            "mremap" when To < 0 => words + string.Create(culture, $" to {NewLength} pages"),
            "mremap" => words + string.Create(
                culture, $" to {To}, {NewLength} pages{(DontUnmap ? ", the source stays mapped" : "")}"),
            _ => words,
        };
    }
}

/// <summary>Protections as the recordings write them: <c>rw</c>, <c>none</c>.</summary>
internal static class ProtText
{
    public static string Of(Prot prot)
    {
        var text = ((prot & Prot.Read) != 0 ? "r" : "") + ((prot & Prot.Write) != 0 ? "w" : "") +
            ((prot & Prot.Exec) != 0 ? "x" : "");
        return text.Length == 0 ? "none" : text;
    }

    public static Prot? Read(string text)
    {
        for (var prot = Prot.None; prot <= (Prot.Read | Prot.Write | Prot.Exec); prot++)
        {
            if (Of(prot) == text)
            {
                return prot;
            }
        }

        return null;
    }
}
