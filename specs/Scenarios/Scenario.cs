using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Invariants;
using LockCheck.Specs.Tearing;

namespace LockCheck.Specs.Scenarios;

/// <summary>Readers x writers x layout x bounds x invariants: everything that a run of a check depends on.</summary>
public sealed record Scenario
{
    /// <summary>Gets the reader's name.</summary>
    public required string Reader { get; init; }

    /// <summary>Gets how many readers there are.</summary>
    public int Readers { get; init; } = 1;

    /// <summary>Gets the writers, each a name and the position of the VMA that it works on.</summary>
    public IReadOnlyList<WriterAt> Writers { get; init; } = [];

    /// <summary>
    /// Gets the calls of a program, which one further writer makes in this order, once; empty for no such writer.
    /// </summary>
    public IReadOnlyList<ProgramCall> Calls { get; init; } = [];

    /// <summary>Gets how many rounds each writer makes.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>
    /// Gets whether a round is the change and its undoing (<see cref="WriterProtocol.UndoOf"/>), for each writer that
    /// has one.
    /// </summary>
    public bool Undoes { get; init; }

    /// <summary>Gets the initial memory map.</summary>
    public required Layout Layout { get; init; }

    /// <summary>Gets how many records fit into one page of the reader's buffer.</summary>
    public RecordsPerPage RecordsPerPage { get; init; } = new(1);

    /// <summary>Gets how much of the rwsem is modelled.</summary>
    public RwSemLevel RwSem { get; init; } = RwSemLevel.L1;

    /// <summary>Gets the faults that may strike.</summary>
    public Faults Faults { get; init; }

    /// <summary>
    /// Gets the invariants to check; null for all but those <see cref="Invariant.IsOnRequest"/> that the reader does
    /// not promise.
    /// </summary>
    public IReadOnlyList<string>? Invariants { get; init; }

    /// <summary>
    /// Gets whether the worst tearing is measured (<see cref="TearingMeasure"/>), with I7 among the invariants where
    /// <see cref="Invariants"/> does not choose them.
    /// </summary>
    public bool MeasuresTearing { get; init; }

    /// <summary>
    /// Gets whether it is checked that each reader ends, or has to wait, when it runs alone from any reachable state
    /// (<see cref="Property.Alone"/>): the form of I13 that needs no writer without an end.
    /// </summary>
    public bool ChecksAlone { get; init; }

    /// <summary>
    /// Gets the slots of the readers for <see cref="SearchOptions.Alone"/>, if that is checked; the readers are the
    /// first threads of a model.
    /// </summary>
    public IReadOnlyList<int> Alone => ChecksAlone ? [.. Enumerable.Range(0, Readers)] : [];

    /// <summary>
    /// Gets whether a set of lost pages may be represented by one of them: fewer states, for readers that do not turn
    /// back to it (<see cref="I1NoFalseGap.KeepsWitnessOnly"/>).
    /// </summary>
    public bool KeepsWitnessOnly { get; init; } = true;

    /// <summary>Builds the model. Each exploration needs a model of its own.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <returns>The model.</returns>
    /// <exception cref="UnknownNameException">A name is unknown.</exception>
    /// <exception cref="ScenarioException">The parts do not fit together.</exception>
    public KernelModel Build(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var reader = catalogue.Reader(Reader);
        var actors = new List<Actor>();

        // However many there are to be: one too many is refused below.
        for (var i = 1; i <= Math.Min(Readers, KernelModel.MaxActors + 1); i++)
        {
            actors.Add(new ReaderActor(Readers == 1 ? "reader" : $"reader{i}", reader.Run, reader.IsOfTarget));
        }

        var spare = 0;
        Layout? secondMap = null;
        var writers = Writers.Where(at => !catalogue.Writer(at.Writer).DoesNothing).ToList();
        var workloads = writers.ConvertAll(at => catalogue.Writer(at.Writer));
        if (CommonKernel.WhyNot(reader, workloads) is { } whyNot)
        {
            throw new ScenarioException(whyNot);
        }

        var era = CommonKernel.EraOf(reader, workloads);
        foreach (var (number, at) in writers.Index())
        {
            var writer = catalogue.Writer(at.Writer);
            var site = SiteOf(writer, at);
            var undoing = Undoes ? writer.UndoOf(site) : null;
            spare += writer.SpareVmasOf(era, Repeat, undoing);
            var second = writer.SecondMap(site);
            secondMap = second is null || secondMap is null ? second ?? secondMap : throw new ScenarioException(
                $"{writer.Name} is not the only writer that gives the target another mm, and it can have one. Take one "
                + "of these writers.");
            actors.Add(new WriterActor(
                writers.Count == 1 ? "writer" : $"writer{number + 1}",
                () => writer.Run(site),
                Repeat,
                undoing?.Calls,
                isTarget: second is not null || writer.ChangesTasks));
        }

        if (Calls.Count > 0)
        {
            RequirePages();
            actors.Add(new ProgramActor("program", Calls));
            spare += SpareVmasOf(era);
        }

        var mayExit = Faults.HasFlag(Faults.Exit) || secondMap is not null;
        if (reader.Tasks is { ListsMaps: true })
        {
            secondMap = TaskWorld.OtherMapBeside(Layout);
            spare += secondMap.Vmas.Length;
        }

        if (Faults.HasFlag(Faults.Exit))
        {
            actors.Add(new ExitActor());
        }

        if (reader.PutsMmAsync && mayExit)
        {
            actors.Add(new KworkerActor());
        }

        if (Faults.HasFlag(Faults.Irq))
        {
            actors.Add(new IrqWorkActor());
        }

        if (actors.Count > KernelModel.MaxActors)
        {
            throw new ScenarioException(
                $"The scenario has {actors.Count} threads, and the kernel model takes {KernelModel.MaxActors}. Take "
                + "fewer readers or writers.");
        }

        return new KernelModel(new KernelSettings
        {
            Layout = Layout,
            Actors = actors,
            Monitors = ScenarioMonitors.Of(this, catalogue, reader, secondMap is not null),
            RwSem = RwSem,
            Faults = Faults,
            RecordsPerPage = RecordsPerPage,
            SpareVmas = spare,
            TracksBacking = reader.TracksBacking,
            ReaderWords = reader.MemoryWords,
            File = reader.File,
            Era = era,
            HasIterators = reader.UsesIterator,
            HasCpus = reader.NestsReadLocks || Faults.HasFlag(Faults.Irq),
            HasInode = reader.TakesInodeLock || workloads.Exists(writer => writer.TakesInodeLock),
            HasRcuTask = reader.TakesTaskByRcu && mayExit,
            HasForeignMm = HasForeignMm(workloads),
            SecondMap = secondMap,
            Tasks = reader.Tasks,
            HasPageTables = workloads.Exists(writer => writer.UsesPageTables),
            AnonNames = [.. workloads.SelectMany(writer => writer.AnonNames)],
        });
    }

    private void RequirePages()
    {
        if (Calls.Count > ProgramActor.CallsMax)
        {
            throw new ScenarioException(
                $"The program makes {Calls.Count} calls, and the most is {ProgramActor.CallsMax}. Take fewer.");
        }

        if (Calls.FirstOrDefault(call => call.Areas.Any(area => area.End > Layout.Pages)) is { } beyond)
        {
            throw new ScenarioException(
                $"The call `{beyond}` reaches beyond the {Layout.Pages} pages of the layout. Usual cause: a mapping "
                + "above the last VMA. Add a larger pages=N to the layout.");
        }
    }

    /// <summary>
    /// How many VMA objects the calls need beyond those of the layout: VMAs are ranges between edges, so one for each
    /// edge of a call that is no edge of the layout and one for each new mapping; and those that are about to be freed.
    /// </summary>
    private int SpareVmasOf(VmaLockEra era)
    {
        const int AboutToBeFreed = 3;
        var edges = Layout.Vmas.SelectMany(vma => (int[])[vma.Start, vma.End]).ToHashSet();
        var added = Calls.SelectMany(call => call.Areas).SelectMany(area => (int[])[area.Start, area.End])
            .Count(edges.Add);
        var mapped = Calls.Count(call => call.Kind is not (ProgramCallKind.Change or ProgramCallKind.Unmap));
        return era == VmaLockEra.B
            ? Calls.Sum(call => call.Allocations) + AboutToBeFreed
            : added + mapped + AboutToBeFreed;
    }

    private static bool HasForeignMm(List<WriterProtocol> writers)
    {
        var foreign = writers.FindAll(writer => writer.UsesForeignMm);
        return foreign.Count <= 1 ? foreign.Count == 1 : throw new ScenarioException(
            $"{foreign[0].Name} and {foreign[1].Name} are both the other process, and it has one thread. Take one of "
            + "them.");
    }

    private WriterSite SiteOf(WriterProtocol writer, WriterAt at)
    {
        if (at.Vma < 0 || at.Vma >= Layout.Vmas.Length)
        {
            throw new ScenarioException(
                $"The layout has {Layout.Vmas.Length} VMAs, numbered from 0; there is no number {at.Vma}.");
        }

        var site = new WriterSite(Layout, at.Vma);
        return writer.WhyNot(site) is { } why
            ? throw new ScenarioException(
                $"The writer {writer.Name} cannot work on VMA {at.Vma} ({site.Vma}): {why}. Choose another VMA with "
                + "--at, or `--at each` to try them all.")
            : site;
    }
}
