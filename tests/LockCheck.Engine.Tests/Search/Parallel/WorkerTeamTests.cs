namespace LockCheck.Engine.Tests.Search.Parallel;

/// <summary>All do the same at the same time; what one throws reaches the caller; at the end nobody is left.</summary>
public class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Each_does_everything_once_and_nobody_runs_ahead(int workers)
    {
        const int Rounds = 2_000;
        var done = new int[workers];
        var entered = 0;
        using (var team = new WorkerTeam(workers, _ => new Counted(() => Interlocked.Increment(ref entered))))
        {
            Assert.Equal(workers, team.Count);
            for (var round = 0; round < Rounds; round++)
            {
                var expected = round;
                team.Do(self =>
                {
                    if (done[self]++ != expected)
                    {
                        throw new InvalidOperationException($"{self} is at {done[self]} in round {expected}");
                    }
                });
                Assert.All(done, times => Assert.Equal(expected + 1, times));
            }
        }

        // Each thread but the caller's has left what it entered.
        Assert.Equal(workers - 1, entered);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void What_a_worker_throws_reaches_the_caller(int thrower)
    {
        using var team = new WorkerTeam(4, _ => new MemoryStream());
        team.Do(_ => { });
        var others = 0;
        var error = Assert.Throws<RoutineException>(() => team.Do(self =>
        {
            if (self == thrower)
            {
                throw new RoutineException("wrong");
            }

            Interlocked.Increment(ref others);
        }));
        Assert.Equal(("wrong", 3), (error.Message, others));
    }

    [Fact]
    public void One_of_several_exceptions_reaches_the_caller()
    {
        using var team = new WorkerTeam(3, _ => new MemoryStream());
        Assert.Throws<RoutineException>(() => team.Do(self => throw new RoutineException($"{self}")));
    }

    [Fact]
    public void A_team_that_never_did_anything_is_disposed_of()
    {
        using var team = new WorkerTeam(3, _ => throw new InvalidOperationException("nobody enters"));
        Assert.Equal(3, team.Count);
    }

    private sealed class Counted(Action left) : IDisposable
    {
        public void Dispose() => left();
    }
}
