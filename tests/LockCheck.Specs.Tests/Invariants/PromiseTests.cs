namespace LockCheck.Specs.Tests.Invariants;

public class PromiseTests
{
    [Fact]
    public void Every_promise_of_every_reader_names_an_invariant()
    {
        var known = Check.Known.Invariants.Select(invariant => invariant.Id).ToHashSet(StringComparer.Ordinal);
        Assert.All(Check.Known.Readers, reader =>
            Assert.All(reader.Promises, id => Assert.True(known.Contains(id), $"{reader.Name} promises {id}")));
    }

    [Fact]
    public void The_invariants_of_the_lock_dropping_readers_are_all_there() => Assert.Equal(
        [
            "E", "I1", "I10", "I11", "I12", "I13", "I14", "I15", "I16", "I17", "I2", "I3", "I4", "I4'", "I5", "I5''",
            "I6", "I7", "I8", "I9", "PF", "map-query", "maps-race", "tasks",
        ],
        Check.Known.Invariants.Select(invariant => invariant.Id));

    // I1 and I3 imply I2, and only P-PV is said to keep I7: both cost states, and nobody pays for them unasked.
    // PF judges page faults only, I17 queries, and tasks listings of tasks; I12 and I13 are one step of what no search
    // shows as a whole.
    [Fact]
    public void What_costs_states_or_judges_few_readers_is_checked_on_request() => Assert.Equal(
        ["I12", "I13", "I17", "I2", "I7", "PF", "map-query", "maps-race", "tasks"],
        Check.Known.Invariants.Where(invariant => invariant.IsOnRequest).Select(invariant => invariant.Id));

    // A crash is a failure whether it is promised or not, and is checked even if nobody asks for it.
    [Fact]
    public void The_crash_invariants_are_I8_and_I10() => Assert.Equal(
        ["I10", "I8"],
        Check.Known.Invariants.Where(invariant => invariant.IsCrash).Select(invariant => invariant.Id));
}
