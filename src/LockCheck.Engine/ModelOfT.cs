namespace LockCheck.Engine;

/// <summary>A model whose shared memory is one struct: all that a small world needs.</summary>
/// <typeparam name="TWorld">An unmanaged type without holes.</typeparam>
public abstract unsafe class Model<TWorld> : Model
    where TWorld : unmanaged
{
    /// <summary>Gets the world of the step that runs now.</summary>
    public static ref TWorld World
    {
        get
        {
            var stepper = Stepper.Current;
            if (stepper.Model is not Model<TWorld>)
            {
                throw new RoutineException(
                    $"The running model has no world of type {RoutineNames.Readable(typeof(TWorld))}. Usual cause: a "
                    + "routine of one model was spawned by another.");
            }

            return ref *(TWorld*)stepper.Access(0, sizeof(TWorld));
        }
    }

    /// <summary>Gets the world of an explicitly given state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>A reference into that state.</returns>
    public static ref readonly TWorld WorldOf(StateView state) => ref *(TWorld*)state.Access(0, sizeof(TWorld));

    /// <inheritdoc/>
    public override void Declare(VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (layout.WorldBytes != 0)
        {
            throw new RoutineException("The world of a Model<TWorld> is declared first: call base.Declare at once.");
        }

        _ = layout.Shared<TWorld>("world");
    }
}
