namespace LockCheck.Protocols;

/// <summary>
/// A writer workload: one row of the matrix in protocols.md 6.1, or one of its own. A class that derives from this one
/// and has a constructor without parameters is found by the command line, the matrix and the tests; nothing lists it.
/// </summary>
public abstract class WriterProtocol
{
    /// <summary>The layout of most rows: three VMAs of two protections.</summary>
    protected const string Alternating = "0-4r 4-8w 8-12r";

    /// <summary>The layout of rows in which the middle may merge with one neighbour only.</summary>
    protected const string AllDifferent = "0-4r 4-8w 8-12rw";

    /// <summary>Gets its name on the command line: the row's name in kebab case.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the row's name in protocols.md 6.1; what it does, in a few words, if it is no row there.</summary>
    public abstract string Row { get; }

    /// <summary>Gets the layout that the row starts from.</summary>
    public virtual string Layout => Alternating;

    /// <summary>Gets the position of the VMA that it works on, in its own layout.</summary>
    public virtual int DefaultAt => 1;

    /// <summary>Gets whether the workload is to have no thread at all.</summary>
    public virtual bool DoesNothing => false;

    /// <summary>
    /// Gets how many VMA objects one round needs beyond those of the layout: one for each boundary that it adds, and
    /// one for a mapping that is made before the one it replaces is freed, or while that waits for a grace period.
    /// </summary>
    public virtual int SpareVmas => 3;

    /// <summary>
    /// Gets the era of per-VMA locks that it needs; A for one that works in every era.
    /// </summary>
    public virtual VmaLockEra Era => VmaLockEra.A;

    /// <summary>
    /// Gets the last kernel that it is found in, if nothing of a later one can meet it; null if anything can. A writer
    /// of an old kernel that is put against later readers to say what they need, as the old MAP_FIXED is in 6.1, has
    /// none.
    /// </summary>
    public virtual Version? LastKernel => null;

    /// <summary>Gets whether a part of it is the work of another process, with an mm of its own.</summary>
    public virtual bool UsesForeignMm => false;

    /// <summary>
    /// The map of the second mm that it gives to the target, by exec or with the target's pid; null if it does neither.
    /// </summary>
    /// <param name="site">The VMA that it works on.</param>
    /// <returns>Plain anonymous memory, within the pages of the layout.</returns>
    public virtual Kernel.Layouts.Layout? SecondMap(WriterSite site) => null;

    /// <summary>
    /// Gets whether it is about tasks: it needs a reader that lists them (<see cref="ReaderProtocol.Tasks"/>), is one
    /// of the target's threads itself, and is a row of the matrix for these readers only.
    /// </summary>
    public virtual bool ChangesTasks => false;

    /// <summary>Gets whether it can free page tables that somebody uses, so that these are to be modelled.</summary>
    public virtual bool UsesPageTables => false;

    /// <summary>Gets whether it takes the i_rwsem of a mapped file (<see cref="InodeLock"/>).</summary>
    public virtual bool TakesInodeLock => false;

    /// <summary>Gets the names that it gives to anonymous memory, such as <c>[anon:heap]</c>.</summary>
    public virtual IReadOnlyList<string> AnonNames => [];

    /// <summary>How many VMA objects some rounds need beyond those of the layout.</summary>
    /// <param name="era">In era B what a round frees may not come back before the next one.</param>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="undoing">How each round is undone; null if it is not.</param>
    /// <returns>The number.</returns>
    public int SpareVmasOf(VmaLockEra era, int rounds, Undoing? undoing = null) => era == VmaLockEra.B
        ? (SpareVmas + (undoing?.Allocations ?? 0)) * rounds
        : Math.Max(SpareVmas, undoing?.SpareVmas ?? 0);

    /// <summary>Gets whether it leaves the target another mm, on its own layout.</summary>
    public bool GivesSecondMm =>
        SecondMap(new WriterSite(Kernel.Layouts.LayoutText.Parse(Layout), DefaultAt)) is not null;

    /// <summary>Tells whether it can do its work on a VMA.</summary>
    /// <param name="site">The VMA and its neighbours.</param>
    /// <returns>Null if it can; otherwise why not, in a few words.</returns>
    public abstract string? WhyNot(WriterSite site);

    /// <summary>Starts one round of the workload.</summary>
    /// <param name="site">The VMA and its neighbours.</param>
    /// <returns>The routine of its system calls; its value is the last one's result.</returns>
    public abstract Routine<int> Run(WriterSite site);

    /// <summary>
    /// How a round is undone: the system calls by which a program gets the layout back, as users see it. A program that
    /// knows the layout makes them whatever became of the change.
    /// </summary>
    /// <param name="site">The VMA and its neighbours, as they were before the change.</param>
    /// <returns>The calls, or why there are none.</returns>
    public virtual Undoing UndoOf(WriterSite site) => Undoing.None("it does not say how");

    /// <summary>Why a VMA cannot be split by mprotect or munmap.</summary>
    /// <param name="site">The VMA.</param>
    /// <param name="pages">How many pages it needs.</param>
    /// <returns>Null if it can be split.</returns>
    protected static string? WhyNotSplit(WriterSite site, int pages)
    {
        ArgumentNullException.ThrowIfNull(site);
        return site.IsSpecial ? "VM_SPECIAL" : site.Pages < pages ? $"fewer than {pages} pages" : null;
    }

    /// <summary>Why mprotect to a neighbour's protection would change nothing.</summary>
    /// <param name="site">The VMA.</param>
    /// <param name="neighbour">The neighbour.</param>
    /// <returns>Null if the two differ.</returns>
    protected static string? WhyNotNew(WriterSite site, Kernel.Layouts.LayoutVma neighbour)
    {
        ArgumentNullException.ThrowIfNull(site);
        return WriterSite.ProtOf(neighbour) == site.Prot ? "the same protection as its neighbour" : null;
    }

    /// <summary>Why mprotect cannot merge a VMA, or a part of it, with the one below.</summary>
    /// <param name="site">The VMA.</param>
    /// <returns>Null if it can.</returns>
    protected static string? WhyNotMergeBelow(WriterSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return site.FitsBelow ? WhyNotNew(site, site.Below!) : "no neighbour below that it could merge with";
    }

    /// <summary>Why mprotect cannot merge a VMA, or a part of it, with the one above.</summary>
    /// <param name="site">The VMA.</param>
    /// <returns>Null if it can.</returns>
    protected static string? WhyNotMergeAbove(WriterSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return site.FitsAbove ? WhyNotNew(site, site.Above!) : "no neighbour above that it could merge with";
    }
}
