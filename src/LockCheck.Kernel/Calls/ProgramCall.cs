using System.Collections.Immutable;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel;

/// <summary>
/// One memory call of a program that a scenario plays as it was made: on ranges of model pages, with the attributes
/// that these get. Valid by construction; immutable, and equal when every part is equal.
/// </summary>
public sealed class ProgramCall : IEquatable<ProgramCall>
{
    private static readonly (string Word, ProgramCallKind Kind)[] Words =
    [
        ("mmap", ProgramCallKind.Map),
        ("shmat", ProgramCallKind.Map),
        ("mmap-fixed", ProgramCallKind.MapOver),
        ("remap_file_pages", ProgramCallKind.MapOver),
        ("munmap", ProgramCallKind.Unmap),
        ("brk-shrink", ProgramCallKind.Unmap),
        ("mremap-shrink", ProgramCallKind.Unmap),
        ("shmdt", ProgramCallKind.Unmap),
        ("mprotect", ProgramCallKind.Change),
        ("pkey_mprotect", ProgramCallKind.Change),
        ("madvise", ProgramCallKind.Change),
        ("mlock", ProgramCallKind.Change),
        ("mlock2", ProgramCallKind.Change),
        ("munlock", ProgramCallKind.Change),
        ("mlockall", ProgramCallKind.Change),
        ("munlockall", ProgramCallKind.Change),
        ("mseal", ProgramCallKind.Change),
        ("mbind", ProgramCallKind.Change),
        ("prctl", ProgramCallKind.Change),
        ("brk", ProgramCallKind.GrowHeap),
        ("brk-new", ProgramCallKind.NewHeap),
        ("mremap", ProgramCallKind.Remap),
        ("mremap-fixed", ProgramCallKind.RemapOver),
        ("mremap-dontunmap", ProgramCallKind.RemapKeeping),
        ("touch", ProgramCallKind.Touch),
    ];

    /// <summary>Makes a call and checks it.</summary>
    /// <param name="word">What it is: one of <see cref="KnownWords"/>.</param>
    /// <param name="areas">
    /// What it works on: for a mapping the range and its attributes; for a change each part that gets other attributes,
    /// with all of them; for an mremap the old range and the new one; for a touch the range and its anon_vma. None for
    /// a call that takes the mmap_lock for write and changes nothing.
    /// </param>
    /// <param name="source">Where the call comes from, such as a line of a log; empty if nobody cares.</param>
    /// <exception cref="LayoutException">An unknown word, or areas that do not fit it.</exception>
    public ProgramCall(string word, IEnumerable<LayoutVma> areas, string source = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        var known = Words.FirstOrDefault(one => one.Word == word);
        Word = known.Word ?? throw new LayoutException(
            $"there is no call `{word}`", "a slip, or another form of a call", $"take one of {KnownWords}");
        Kind = known.Kind;
        Areas = [.. areas];
        Source = source;
        foreach (var area in Areas)
        {
            LayoutRules.CheckVma(area, Layout.PageBytesDefault);
        }

        if (WhyNot() is { } why)
        {
            throw new LayoutException(
                $"the call `{this}` {why}",
                "a range that is missing, or one too many",
                "write such as `munmap 4-8`, `mprotect 4-6r 6-8r`, `mremap 4-8 12-16`");
        }
    }

    /// <summary>Gets the words of all calls, for messages.</summary>
    public static string KnownWords => string.Join(", ", Words.Select(known => known.Word));

    /// <summary>Gets the name of the call, with its form behind a dash.</summary>
    public string Word { get; }

    /// <summary>Gets what it does.</summary>
    public ProgramCallKind Kind { get; }

    /// <summary>Gets what it works on.</summary>
    public ImmutableArray<LayoutVma> Areas { get; }

    /// <summary>Gets where it comes from; may be empty.</summary>
    public string Source { get; }

    /// <summary>Gets how many VMA objects it allocates, at most.</summary>
    public int Allocations => Kind switch
    {
        ProgramCallKind.Touch => 0,
        ProgramCallKind.Change => 2 * Areas.Length,
        _ => Areas.IsEmpty ? 0 : 3,
    };

    /// <inheritdoc/>
    public bool Equals(ProgramCall? other) =>
        other is not null && Word == other.Word && Source == other.Source &&
        Areas.AsSpan().SequenceEqual(other.Areas.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ProgramCall);

    /// <summary>A hash for tables in memory only.</summary>
    public override int GetHashCode() => HashCode.Combine(Word, Source, Areas.Length);

    /// <summary>The call without where it comes from, in the form that <see cref="ProgramCallText"/> reads.</summary>
    public override string ToString() => string.Join(' ', Areas.Select(LayoutText.Print).Prepend(Word));

    /// <summary>The call with its ranges and protections only.</summary>
    internal string Short()
    {
        var shows = Kind is ProgramCallKind.Map or ProgramCallKind.MapOver or ProgramCallKind.Change
            or ProgramCallKind.GrowHeap or ProgramCallKind.NewHeap;
        return string.Join(' ', Areas.Select(area =>
            $"{area.Start}-{area.End}" + (shows ? MapDrawing.ProtText((byte)area.Prot) : string.Empty)).Prepend(Word));
    }

    private string? WhyNot()
    {
        if (Areas.IsEmpty)
        {
            return Kind == ProgramCallKind.Touch ? "touches nothing" : null;
        }

        var (first, last) = (Areas[0], Areas[^1]);
        var grows = last.Pages - first.Pages;
        return Kind switch
        {
            ProgramCallKind.Change => null,
            ProgramCallKind.Touch => Areas.Length == 1 && first.AnonVma > 0 ? null : "needs one range with anon_vma=N",
            ProgramCallKind.Remap => Areas.Length == 2 && grows >= 0 && (grows > 0 || first.Start != last.Start)
                ? null
                : "needs an old range, and a new one that is longer or elsewhere",
            ProgramCallKind.RemapOver or ProgramCallKind.RemapKeeping => Areas.Length == 2 && grows == 0
                ? null
                : "needs an old range and a new one of the same length",
            _ => Areas.Length == 1 ? null : "needs one range",
        };
    }
}
