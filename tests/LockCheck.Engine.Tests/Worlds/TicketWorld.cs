namespace LockCheck.Engine.Tests.Worlds;

/// <summary>How a ticket lock is made, or badly made.</summary>
public enum TicketLock
{
    /// <summary>A ticket is drawn by one fetch-and-add, and its holder waits to be served.</summary>
    Correct,

    /// <summary>Drawing is a load and a store, so two threads can hold one ticket.</summary>
    LoadThenStore,

    /// <summary>Threads go in when nobody is inside, whatever their ticket.</summary>
    Barging,
}

/// <summary>A ticket lock: mutual exclusion, and entry in the order of the tickets.</summary>
internal sealed class TicketWorld(int threads, int rounds, TicketLock kind) : Model<TicketWorld.Memory>
{
    public static readonly Property Exclusion =
        new(Property.FirstOfModel, "exclusion", "at most one thread is inside", PropertyKind.Promise);

    public static readonly Property Order =
        new(Property.FirstOfModel + 1, "fifo", "threads enter in the order of their tickets", PropertyKind.Promise);

    public override int ThreadCount => threads;

    public override IReadOnlyList<Property> Properties => [Exclusion, Order];

    public override void Start()
    {
        for (var i = 0; i < threads; i++)
        {
            Threads.Spawn(i, new Customer(rounds, kind));
        }
    }

    public override string RoleName(int role) => $"t{role}";

    internal struct Memory
    {
        public int Next;
        public int Serving;
        public int Entered;
        public int Inside;
    }

    private readonly struct Customer(int rounds, TicketLock kind) : IThreadStart
    {
        public async Routine Run()
        {
            for (var left = rounds; left > 0; left--)
            {
                await Enter(await Draw());
                await Step.At("leave");
                World.Inside--;
                World.Serving++;
            }
        }

        private async Routine<int> Draw()
        {
            await Step.At("draw");
            var ticket = World.Next;
            if (kind == TicketLock.LoadThenStore)
            {
                await Step.At("store next");
            }

            World.Next = ticket + 1;
            return ticket;
        }

        private async Routine Enter(int ticket)
        {
            await Step.Until("enter", new MayEnter(ticket, kind == TicketLock.Barging ? 1 : 0));
            if (++World.Inside > 1)
            {
                Stepper.Current.Report(Exclusion);
            }

            if (World.Entered++ != ticket)
            {
                Stepper.Current.Report(Order);
            }
        }
    }

    private readonly record struct MayEnter(int Ticket, int Barges) : ICondition
    {
        public bool Holds(StateView state)
        {
            ref readonly var world = ref WorldOf(state);
            return Barges != 0 ? world.Inside == 0 : world.Serving == Ticket;
        }
    }
}
