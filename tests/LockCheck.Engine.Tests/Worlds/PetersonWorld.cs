using System.Runtime.CompilerServices;

namespace LockCheck.Engine.Tests.Worlds;

/// <summary>
/// G. L. Peterson: Myths about the mutual exclusion problem, 1981. Every load and store is a step, and waiting is a
/// loop. With the two stores of the entry swapped it excludes nobody.
/// </summary>
/// <param name="rounds">How often each thread enters; 0 for ever.</param>
/// <param name="turnFirst">Whether the turn is given away before the flag is raised: the mistake.</param>
internal sealed class PetersonWorld(int rounds, bool turnFirst) : Model<PetersonWorld.Memory>
{
    public static readonly Property Exclusion =
        new(Property.FirstOfModel, "exclusion", "at most one thread is inside", PropertyKind.Promise);

    public override int ThreadCount => 2;

    public override IReadOnlyList<Property> Properties => [Exclusion];

    public override void Start()
    {
        for (var i = 0; i < 2; i++)
        {
            Threads.Spawn(i, new Contender(i, rounds, turnFirst));
        }
    }

    public override string RoleName(int role) => $"p{role}";

    internal struct Memory
    {
        public Flags Raised;
        public int Turn;
        public int Inside;
    }

    [InlineArray(2)]
    internal struct Flags
    {
        private int _raised;
    }

    private readonly struct Contender(int self, int rounds, bool turnFirst) : IThreadStart
    {
        public async Routine Run()
        {
            var left = rounds;
            do
            {
                await Lock();
                await Step.At("enter");
                if (++World.Inside > 1)
                {
                    Stepper.Current.Report(Exclusion);
                }

                await Step.At("leave");
                World.Inside--;
                World.Raised[self] = 0;
            }
            while (rounds == 0 || --left > 0);
        }

        private async Routine Lock()
        {
            await Step.At(turnFirst ? "give turn" : "raise flag");
            Store(first: true);
            await Step.At(turnFirst ? "raise flag" : "give turn");
            Store(first: false);
            while (true)
            {
                await Step.At("load flag");
                if (World.Raised[1 - self] == 0)
                {
                    return;
                }

                await Step.At("load turn");
                if (World.Turn == self)
                {
                    return;
                }
            }
        }

        private void Store(bool first)
        {
            if (first == turnFirst)
            {
                World.Turn = 1 - self;
            }
            else
            {
                World.Raised[self] = 1;
            }
        }
    }
}
