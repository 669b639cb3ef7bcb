using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

/// <summary>A step that crashes goes on with garbage: what else it reports says nothing about the model.</summary>
public class CrashReportTests
{
    [Fact]
    public void Beside_a_crash_a_search_reports_nothing_else() => AssertCrashOnly(Explorer.Search(new GarbledWorld()));

    [Fact]
    public void Beside_a_crash_a_sampling_reports_nothing_else() =>
        AssertCrashOnly(Explorer.Sample(new GarbledWorld(), runs: 4, seed: 1));

    private static void AssertCrashOnly(SearchResult result) =>
        Assert.Equal(GarbledWorld.Crash, Assert.Single(result.Findings).Property);

    private sealed class GarbledWorld : Model<long>
    {
        public static readonly Property Crash = new(Property.FirstOfModel, "crash", "-", PropertyKind.Crash);

        private static readonly Property Promise = new(Property.FirstOfModel + 1, "promise", "-", PropertyKind.Promise);

        public override int ThreadCount => 1;

        public override IReadOnlyList<Property> Properties => [Crash, Promise];

        public override void Start() => Threads.Spawn(0, Run);

        public override string RoleName(int role) => "t";

        private static async Routine Run()
        {
            await Step.At("crash");
            Stepper.Current.Report(Promise);
            Stepper.Current.Report(Crash);
        }
    }
}
