using System.Runtime.CompilerServices;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;
using Monitor = LockCheck.Kernel.Monitor;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>
/// The claims about errors and interruptions (docs/protocols.md 6.3): each phrase has some, and they mean it.
/// </summary>
public class ErrorClaimTests
{
    private const string Prefix = "docs/protocols.md 6.3: ";

    private static readonly Catalogue Known = Catalogue.Load();

    private static readonly Property Struck = Note(0, "struck");
    private static readonly Property InNext = Note(1, "struck in next");
    private static readonly Property Late = Note(2, "a call after the exit found something");
    private static readonly Property AtEnd = Note(3, "a call after the exit found nothing");

    private static List<Claim> Claims => [.. ClaimList.Matching(Known, ["errors"]).Select(entry => entry.Claim)];

    public static TheoryData<int> Kept =>
        [.. Claims.Index().Where(entry => entry.Item.Expected is Keeps).Select(entry => entry.Index)];

    // Goal: no phrase is without a claim, and no claim quotes what is not there. Method: the document's bullets, cut at
    // the semicolons; arrows and signs are written as code has them.
    [Fact]
    public void Every_phrase_has_a_claim()
    {
        var bullets = File.ReadLines(Document())
            .SkipWhile(line => !line.StartsWith("## 6.3", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Where(line => line.StartsWith(" - ", StringComparison.Ordinal))
            .Select(Plain)
            .ToList();
        Assert.Equal(3, bullets.Count);
        var phrases = bullets.SelectMany(bullet => bullet.Contains("; ", StringComparison.Ordinal)
            ? bullet[(bullet.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split("; ")
            : [bullet]);
        Assert.Equal(phrases, Claims.Select(claim => claim.Source[Prefix.Length..]).Distinct(StringComparer.Ordinal));
    }

    // Goal: "every /proc reader" is every one, but the two that leak whatever happens.
    [Fact]
    public void Every_proc_reader_has_a_claim() => Assert.Equal(
        Known.Readers.Select(reader => reader.Name)
            .Where(name => name.StartsWith("proc", StringComparison.Ordinal)
                || name.StartsWith("smaps_rollup/", StringComparison.Ordinal))
            .Except(["procmap_query/build-id", "procmap_query/not-found-leak"])
            .Order(StringComparer.Ordinal),
        Claims.Where(claim => claim.Source.Contains("every /proc reader", StringComparison.Ordinal))
            .Select(claim => claim.Reader)
            .Order(StringComparer.Ordinal));

    // Goal: what holds does not hold because nothing happens. Method: the claim's own scenario with a monitor that sees
    // the signal, the failed new, or the loss of the mm inside a call that then finds something.
    [Theory]
    [MemberData(nameof(Kept))]
    public void The_fault_strikes_where_the_phrase_says(int number)
    {
        var claim = Claims[number];
        var settings = claim.ScenarioOf(Known).Build(Known).Settings;
        var found = Explorer.Search(new KernelModel(settings with { Monitors = [new Strikes(claim.Faults)] }))
            .Findings.Select(finding => finding.Property).ToHashSet();
        Assert.Contains(claim.Source.Contains("in next", StringComparison.Ordinal) ? InNext : Struck, found);

        // "current page completes, next read returns EOF": from the end of the exit on.
        if (claim.Source.Contains("next read returns EOF", StringComparison.Ordinal))
        {
            Assert.DoesNotContain(Late, found);
            Assert.Contains(AtEnd, found);
        }
    }

    private static string Plain(string line) => line[3..].TrimEnd('.')
        .Replace("**", string.Empty, StringComparison.Ordinal)
        .Replace("\u2192", "->", StringComparison.Ordinal)
        .Replace("\u2212", "-", StringComparison.Ordinal)
        .Replace("\u2264", "<=", StringComparison.Ordinal);

    private static Property Note(int number, string id) =>
        new(Property.FirstOfModel + number, id, id, PropertyKind.Observation);

    private static string Document([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "protocols.md");

    /// <summary>Notices where a fault strikes, and what calls find after an exit. There is one reader.</summary>
    private sealed class Strikes(Faults faults) : Monitor
    {
        private KernelModel? _model;
        private Region<Call> _call;

        public override IReadOnlyList<Property> Properties => [Struck, InNext, Late, AtEnd];

        public override KernelEvent Subscribes => KernelEvent.Call | KernelEvent.Iterator | KernelEvent.Commit;

        private bool HasExit => faults.HasFlag(Faults.Exit) && !faults.HasFlag(Faults.NoMem);

        public override void Attach(KernelModel model, VectorLayout layout)
        {
            _model = model;
            _call = layout.History<Call>("call");
        }

        public override void OnCallBegin(int reader) => _call[0] = new Call { IsOpen = true, IsLate = HasExited() };

        public override void OnCommit(Mm mm) => _call[0].LosesMm = _call[0].IsOpen;

        public override void OnInterrupted(int reader) => Stepper.Current.Report(_call[0].IsInNext ? InNext : Struck);

        public override void OnIterator(int reader, IteratorCall call)
        {
            _call[0].IsInNext = call == IteratorCall.Next;
            if (call == IteratorCall.NewFailed && faults.HasFlag(Faults.NoMem))
            {
                Stepper.Current.Report(Struck);
            }
        }

        public override void OnCallEnd(int reader, int result)
        {
            if (HasExit && _call[0].LosesMm && result > 0)
            {
                Stepper.Current.Report(Struck);
            }

            if (HasExit && _call[0].IsLate)
            {
                Stepper.Current.Report(result > 0 ? Late : AtEnd);
            }

            _call[0] = default;
        }

        private bool HasExited()
        {
            for (var role = 0; HasExit && role < _model!.ThreadCount; role++)
            {
                if (_model.Settings.Actors[role] is ExitActor)
                {
                    return Stepper.Current.StatusOf(ThreadId.Of(role)) == ThreadStatus.Finished;
                }
            }

            return false;
        }

        private struct Call
        {
            public bool IsOpen;
            public bool IsLate;
            public bool IsInNext;
            public bool LosesMm;
        }
    }
}
