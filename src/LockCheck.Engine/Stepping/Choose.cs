namespace LockCheck.Engine;

/// <summary>Nondeterminism that is not scheduling: a page is full or not, an allocation fails or not.</summary>
public static class Choose
{
    /// <summary>
    /// Takes every value from 0 up to <paramref name="count"/>, each in a branch of the search of its own.
    /// </summary>
    /// <param name="count">How many values there are; 1 is no choice at all.</param>
    /// <param name="name">What is chosen, for the schedule; a word or two.</param>
    /// <returns>The value of this branch.</returns>
    public static int Value(int count, string name) => Stepper.Current.Tape.Next(count, name);

    /// <summary>Takes no, then yes.</summary>
    /// <param name="name">What is chosen, for the schedule; a word or two.</param>
    /// <returns>The value of this branch.</returns>
    public static bool Either(string name) => Value(2, name) == 1;
}
